// Sends a reply and applies the misbehaviours of the connection: late, in small pieces, cut off, never.
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Reply } from "../reply";
import type { MisbehaviourSet } from "./rules";

export async function sendReply(
	response: ServerResponse,
	reply: Reply,
	misbehaviours: MisbehaviourSet,
	onHead: () => void,
): Promise<void> {
	if (misbehaviours.has("reset")) {
		response.socket?.resetAndDestroy();
		return;
	}
	if (misbehaviours.has("hang")) return waitForClose(response);
	if (misbehaviours.has("delay")) await pause(misbehaviours.number("delay", 500), response);
	if (isClosed(response)) return;
	const { pieces, length } = shapeBody(reply, misbehaviours);
	onHead();
	response.writeHead(reply.status, {
		"content-type": reply.contentType,
		...reply.headers,
		...(length === undefined ? {} : { "content-length": length }),
	});
	response.flushHeaders();
	if (misbehaviours.has("hang-headers")) return waitForClose(response);
	if (misbehaviours.has("slow-body")) await pause(misbehaviours.number("slow-body", 500), response);
	await write(response, pieces, misbehaviours.has("pace") ? misbehaviours.number("pace", 100) : 0);
	if (misbehaviours.has("hang-body")) return waitForClose(response);
	if (misbehaviours.has("drop")) response.socket?.destroy();
	else response.end();
}

async function write(response: ServerResponse, pieces: Iterable<string | Uint8Array>, paceMs: number): Promise<void> {
	let isFirst = true;
	for (const piece of pieces) {
		if (paceMs && !isFirst) await pause(paceMs, response);
		isFirst = false;
		if (isClosed(response)) return;
		if (piece.length > 0) await new Promise((written) => void response.write(piece, written));
	}
}

/** Returns the pieces to write and the content-length to declare; undefined means no content-length. */
function shapeBody(
	reply: Reply,
	misbehaviours: MisbehaviourSet,
): { pieces: Iterable<string | Uint8Array>; length?: number } {
	if (!Array.isArray(reply.pieces)) return { pieces: reply.pieces };
	const pieces: Uint8Array[] = reply.pieces.map((piece: string | Uint8Array) => Buffer.from(piece as string));
	const total = pieces.reduce((sum, { length }) => sum + length, 0);
	const isStream = reply.contentType.startsWith("text/event-stream");
	const isHalf = misbehaviours.has("truncate") || misbehaviours.has("hang-body");
	const kept = misbehaviours.has("drop")
		? Math.min(misbehaviours.number("drop", 100), total)
		: isHalf
			? total >> 1
			: total;
	const claimed = isStream ? {} : { length: misbehaviours.has("truncate") ? kept : total };
	return {
		pieces: split(pieces, kept, misbehaviours.has("trickle") ? misbehaviours.number("trickle", 1) : 0),
		...claimed,
	};
}

function* split(pieces: readonly Uint8Array[], kept: number, step: number): Generator<Uint8Array> {
	let left = kept;
	for (const piece of pieces) {
		const part = piece.subarray(0, left);
		left -= part.length;
		if (step > 0) for (let at = 0; at < part.length; at += step) yield part.subarray(at, at + step);
		else if (part.length > 0) yield part;
	}
}

const isClosed = (response: ServerResponse): boolean => response.destroyed || response.socket?.destroyed !== false;

async function waitForClose(response: ServerResponse): Promise<void> {
	if (!isClosed(response)) await once(response, "close");
}

/** Ends early if the connection closes. */
async function pause(ms: number, response: ServerResponse): Promise<void> {
	if (isClosed(response)) return;
	await new Promise<void>((resolve) => {
		const timer = setTimeout(finish, ms);
		function finish(): void {
			clearTimeout(timer);
			response.off("close", finish);
			resolve();
		}
		response.on("close", finish);
	});
}

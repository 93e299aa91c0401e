// Sends an answer, as it should be or as a bad connection would: late, in pieces, cut off, never.
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Reply } from "../reply";
import type { Conduct } from "./rules";

export async function send(
	response: ServerResponse,
	reply: Reply,
	conduct: Conduct,
	onHead: () => void,
): Promise<void> {
	if (conduct.has("reset")) {
		response.socket?.resetAndDestroy();
		return;
	}
	if (conduct.has("hang")) return gone(response);
	if (conduct.has("delay")) await pause(conduct.number("delay", 500), response);
	if (isGone(response)) return;
	const { pieces, length } = cut(reply, conduct);
	onHead();
	response.writeHead(reply.status, {
		"content-type": reply.contentType,
		...reply.headers,
		...(length === undefined ? {} : { "content-length": length }),
	});
	response.flushHeaders();
	if (conduct.has("hang-headers")) return gone(response);
	if (conduct.has("slow-body")) await pause(conduct.number("slow-body", 500), response);
	await write(response, pieces, conduct.has("pace") ? conduct.number("pace", 100) : 0);
	if (conduct.has("hang-body")) return gone(response);
	if (conduct.has("drop")) response.socket?.destroy();
	else response.end();
}

async function write(response: ServerResponse, pieces: Iterable<string | Uint8Array>, paceMs: number): Promise<void> {
	let isFirst = true;
	for (const piece of pieces) {
		if (paceMs && !isFirst) await pause(paceMs, response);
		isFirst = false;
		if (isGone(response)) return;
		if (piece.length > 0) await new Promise((written) => void response.write(piece, written));
	}
}

/** The pieces that will be written, and how long the body claims to be (absent: it does not say). */
function cut(reply: Reply, conduct: Conduct): { pieces: Iterable<string | Uint8Array>; length?: number } {
	if (!Array.isArray(reply.pieces)) return { pieces: reply.pieces };
	const pieces: Uint8Array[] = reply.pieces.map((piece: string | Uint8Array) => Buffer.from(piece as string));
	const total = pieces.reduce((sum, { length }) => sum + length, 0);
	const isStream = reply.contentType.startsWith("text/event-stream");
	const isHalf = conduct.has("truncate") || conduct.has("hang-body");
	const kept = conduct.has("drop") ? Math.min(conduct.number("drop", 100), total) : isHalf ? total >> 1 : total;
	const claimed = isStream ? {} : { length: conduct.has("truncate") ? kept : total };
	return { pieces: split(pieces, kept, conduct.has("trickle") ? conduct.number("trickle", 1) : 0), ...claimed };
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

const isGone = (response: ServerResponse): boolean => response.destroyed || response.socket?.destroyed !== false;

async function gone(response: ServerResponse): Promise<void> {
	if (!isGone(response)) await once(response, "close");
}

/** Ends early when the other side goes. */
async function pause(ms: number, response: ServerResponse): Promise<void> {
	if (isGone(response)) return;
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

// Records the requests that the fake server receives, for tests. Beyond a limit the oldest records are removed, because
// they hold the pictures in memory.
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { UploadedFile } from "./validateFiles";

export interface RecordedRequest {
	method: string;
	path: string;
	/** Includes the question mark; empty if there is no query. */
	query: string;
	headers: Record<string, string>;
	fields: Record<string, string[]>;
	json?: unknown;
	files: UploadedFile[];
	/** The HTTP status of the response; 0 until it is sent. */
	status: number;
	/** Names of the misbehaviours that were applied. */
	misbehaved: string[];
	/** Time of arrival in ms since the epoch. */
	at: number;
	/** Time at which the response ended or the connection closed, in ms since the epoch. */
	endedAt?: number;
	/** The connection closed before the whole response was sent, by either side. */
	isCutOff: boolean;
}

const MAX_RECORDED = 100;

export function startRecord(request: IncomingMessage, requests: RecordedRequest[]): RecordedRequest {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) headers[name] = [value].flat().join(", ");
	const [, path = "/", query = ""] = /^([^?]*)(.*)$/s.exec(request.url ?? "/") ?? [];
	const record: RecordedRequest = {
		method: request.method ?? "",
		path,
		query,
		headers,
		fields: {},
		files: [],
		status: 0,
		misbehaved: [],
		at: Date.now(),
		isCutOff: false,
	};
	requests.push(record);
	requests.splice(0, requests.length - MAX_RECORDED);
	return record;
}

/** A description for other processes: hashes instead of bytes, and no key. */
export function describeRecord({ files, headers, ...rest }: RecordedRequest) {
	const { authorization: _bearer, "api-key": _key, ...shown } = headers;
	return {
		...rest,
		headers: shown,
		files: files.map(({ bytes, ...file }) => ({
			...file,
			size: bytes.length,
			sha256: createHash("sha256").update(bytes).digest("hex"),
		})),
	};
}

// What the fake server was sent, for tests to look at. Pictures stay in memory: the oldest requests are forgotten.
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { UploadedFile } from "./validateFiles";

export interface RecordedRequest {
	method: string;
	path: string;
	/** With its question mark; "" without. */
	query: string;
	headers: Record<string, string>;
	fields: Record<string, string[]>;
	json?: unknown;
	files: UploadedFile[];
	/** 0 until it was answered. */
	status: number;
	/** How it was misbehaved at, by name. */
	misbehaved: string[];
	/** When it arrived, ms since the epoch. */
	at: number;
	/** When the last of the answer was handed over, or when the client had gone before that. */
	endedAt?: number;
	/** The client went before it had the whole answer (also when the server cut the connection). */
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

/** For reading from outside: hashes in the place of bytes, and no key. */
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

// An answer before it is sent: a status, a type and the pieces of its body. Knows no socket.
import { ProviderError } from "./envelope";

export interface Reply {
	readonly status: number;
	readonly contentType: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent one after the other: an event each when streamed. A list has a length to tell; others end when they end. */
	readonly pieces: Iterable<string | Uint8Array>;
}

/** One server-sent event. "": no name, only data. */
export interface StreamEvent {
	readonly event: string;
	/** An object, or a line as it is ([DONE]). */
	readonly data: unknown;
}

export const jsonReply = (value: unknown, status = 200, headers: Record<string, string> = {}): Reply => ({
	status,
	contentType: "application/json",
	headers,
	pieces: [JSON.stringify(value)],
});

export const htmlReply = (status: number, title: string): Reply => ({
	status,
	contentType: "text/html; charset=UTF-8",
	pieces: [`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`],
});

export const streamReply = (events: readonly StreamEvent[], lineEnd = "\n"): Reply => ({
	status: 200,
	contentType: "text/event-stream; charset=utf-8",
	headers: { "cache-control": "no-cache" },
	pieces: events.map(({ event, data }) => {
		const line = typeof data === "string" ? data : JSON.stringify(data);
		return `${event ? `event: ${event}${lineEnd}` : ""}data: ${line}${lineEnd}${lineEnd}`;
	}),
});

export function errorReply(error: unknown): Reply {
	const known =
		error instanceof ProviderError
			? error
			: new ProviderError("The server had an error while processing your request.", null, null, "server_error", 500);
	return jsonReply(known.toEnvelope(), known.status);
}

// A reply before it is sent: status, content type and the pieces of its body. Uses no sockets.
import { ProviderError } from "./envelope";

export interface Reply {
	readonly status: number;
	readonly contentType: string;
	readonly headers?: Readonly<Record<string, string>>;
	/** Pieces of the body; in a stream each is one event. The content length is sent only for an array. */
	readonly pieces: Iterable<string | Uint8Array>;
}

/** One server-sent event. An empty name omits the event line. */
export interface StreamEvent {
	readonly event: string;
	/** An object that is sent as JSON, or a string that is sent unchanged ([DONE]). */
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

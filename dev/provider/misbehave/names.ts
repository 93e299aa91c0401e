// Every way in which the fake server can misbehave, by name, with a sentence for people. Most take an argument after a
// colon: "delay:500", "drop:2000", "size:640x480". What each does is where its name is read. (The mock gateway of the
// page knows some of them too.)

export const MISBEHAVIOURS = {
	// The connection (wire.ts).
	delay: "answers that many ms later (500)",
	"slow-body": "headers at once, the body that many ms later (500)",
	pace: "that many ms between the events of a stream (100)",
	trickle: "the body in pieces of that many bytes (1)",
	hang: "takes the request and never answers",
	"hang-headers": "headers, then nothing",
	"hang-body": "half of the body, then nothing",
	drop: "cuts the connection after that many bytes of the body (100)",
	reset: "resets the connection before the body is read",
	truncate: "ends the body in order, in its middle",
	// Another answer (answers.ts).
	"401": "refuses the key",
	"403": "asks for a verified organisation",
	"404": "an unknown path, as HTML",
	"429": "too many requests; with retry-after in seconds, or retry-after-ms as 250ms",
	"429-quota": "the account's quota is used up",
	"500": "the server's own error",
	"503": "overloaded, said before the body is read; with retry-after as 429",
	"html-502": "a proxy's page",
	"html-524": "a proxy's page after a time-out",
	"html-200": "a page with status 200",
	moderation: "the safety system's refusal, with details",
	"moderation-451": "a relay's refusal with status 451",
	"error-200": "an error with status 200",
	"error-string": "400 with the error as a string",
	"error-message": "400 with {message} alone",
	"error-detail": "422 with {detail} as a string",
	"error-detail-list": "422 with {detail} as a list",
	"empty-data": "200 with data: []",
	"empty-body": "200 with nothing",
	"no-json": "200 with words that are not JSON",
	"task-id": "200 with a task's id instead of pictures",
	// The form of the pictures (imagesAnswer.ts, responsesAnswer.ts, hosted.ts).
	url: "pictures as addresses on this host",
	"url-other-host": "pictures as addresses on this machine by another name, which a page may not read",
	"url-private": "pictures as addresses of a machine in the private network",
	"url-expired": "pictures as addresses that answer 403",
	"url-redirect": "pictures as addresses that lead to another on this host",
	"url-redirect-away": "pictures as addresses that lead to a machine in the private network",
	"url-html": "pictures as addresses of a page",
	"url-endless": "pictures as addresses whose answer never ends",
	"url-hang": "pictures as addresses that never answer",
	"data-url": "a data URL where base64 belongs",
	"data-url-in-url": "a data URL where an address belongs",
	"empty-strings": "empty strings beside what is there",
	"bad-base64": "what is no base64 where it belongs",
	"not-a-picture": "base64 of a text",
	"assets-only": "the mock gateway: pictures only among the saved outputs",
	markdown: "Responses: no picture item, but a markdown image in the text",
	// The pictures (twist.ts).
	fewer: "that many pictures, one at least (one fewer than asked for)",
	size: "pictures of that size, and does not say so (1254x1254)",
	ratio: "pictures of another ratio, and does not say so",
	whole: "repaints everything, mask or not",
	shift: "moves the picture by x,y (3,-2)",
	echo: "gives the first input picture back, byte for byte",
	// Streams (streams.ts).
	"no-stream": "ignores stream: plain JSON",
	"forced-stream": "streams although nobody asked",
	"done-line": "ends streams with [DONE]",
	"empty-output": "Responses: the last event's output is empty",
	generating: "Responses: the finished item still says generating",
	"stream-error": "an error in the middle of the stream",
	"no-final": "the stream ends after the partial pictures",
	crlf: "lines of the stream end with CR LF",
	comments: "comments between the events of a stream",
	unnamed: "the stream's events have no event line",
} as const satisfies Record<string, string>;

export type MisbehaviourName = keyof typeof MISBEHAVIOURS;

export type How = MisbehaviourName | `${MisbehaviourName}:${string}`;

/** What is decided before the body is read. */
export const EARLY: readonly MisbehaviourName[] = ["503", "reset"];

export function parseHow(text: string): [MisbehaviourName, string] | undefined {
	const [, name = "", argument = ""] = /^\s*([^:\s]+)\s*(?::\s*(.*?)\s*)?$/s.exec(text) ?? [];
	return Object.hasOwn(MISBEHAVIOURS, name) ? [name as MisbehaviourName, argument] : undefined;
}

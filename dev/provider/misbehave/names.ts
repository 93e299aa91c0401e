// The names and descriptions of the fake server's misbehaviours (fault injection). Most take an argument after a colon:
// "delay:500", "drop:2000", "size:640x480". The files named below implement them. The mock gateway has some of them
// too.

export const MISBEHAVIOURS = {
	// The connection (connection.ts).
	delay: "answers that many ms later (500)",
	"slow-body": "sends headers at once, the body that many ms later (500)",
	pace: "waits that many ms between the events of a stream (100)",
	trickle: "sends the body in pieces of that many bytes (1)",
	hang: "accepts the request and never answers",
	"hang-headers": "sends headers, then nothing",
	"hang-body": "sends half of the body, then nothing",
	drop: "closes the connection after that many bytes of the body (100)",
	reset: "resets the connection before the body is read",
	truncate: "sends half of the body and ends it regularly",
	// Another reply (replaceReply.ts).
	"401": "refuses the key",
	"403": "requires a verified organisation",
	"404": "an unknown path, as HTML",
	"429": "too many requests; with retry-after in seconds, or retry-after-ms as 250ms",
	"429-quota": "the account's quota is used up",
	"500": "a server error",
	"503": "overloaded, sent before the body is read; with retry-after as 429",
	"html-502": "an HTML page of a proxy",
	"html-524": "an HTML page of a proxy after a time-out",
	"html-200": "an HTML page with status 200",
	moderation: "refused by the safety system, with details",
	"moderation-451": "refused by a relay with status 451",
	"error-200": "an error with status 200",
	"error-string": "400 with the error as a string",
	"error-message": "400 with {message} alone",
	"error-detail": "422 with {detail} as a string",
	"error-detail-list": "422 with {detail} as a list",
	"litellm-model": "400 of LiteLLM for a model that it does not list",
	"litellm-key": "400 of LiteLLM without a database, for a wrong key",
	"image-field": "422 if the pictures are under image[], as a server that requires image",
	"500-stream": "a server error to every request that streams",
	"404-error": "404 with an error object",
	"empty-data": "200 with data: []",
	"empty-body": "200 with an empty body",
	"no-json": "200 with plain text instead of JSON",
	"task-id": "200 with a task id instead of pictures",
	// The form of the pictures (imagesAnswer.ts, responsesAnswer.ts, hostedPictures.ts).
	url: "pictures as URLs on this host",
	"url-other-host": "pictures as URLs on another name of this machine, which a page cannot read",
	"url-private": "pictures as URLs of a machine in the private network",
	"url-expired": "pictures as URLs that answer 403",
	"url-redirect": "pictures as URLs that redirect to another on this host",
	"url-redirect-away": "pictures as URLs that redirect to a machine in the private network",
	"url-html": "pictures as URLs of an HTML page",
	"url-endless": "pictures as URLs whose reply never ends",
	"url-hang": "pictures as URLs that never answer",
	"data-url": "a data URL instead of base64",
	"data-url-in-url": "a data URL instead of a URL",
	"empty-strings": "empty strings in the unused fields",
	"bad-base64": "invalid base64",
	"not-a-picture": "base64 of a text",
	"assets-only": "the mock gateway: pictures only among the cloud outputs",
	markdown: "Responses: no image item, but a markdown image in the text",
	// The pictures (alterPictures.ts).
	fewer: "that many pictures, at least one (one fewer than requested)",
	size: "pictures of that size, which the reply does not state (1254x1254)",
	ratio: "pictures of another ratio, which the reply does not state",
	whole: "repaints the whole picture and ignores the mask",
	shift: "moves the picture by x,y (3,-2)",
	echo: "returns the first input picture, byte for byte",
	// Streams (alterStream.ts).
	"no-stream": "ignores stream: plain JSON",
	"forced-stream": "streams although the request did not ask for it",
	"done-line": "ends streams with [DONE]",
	"empty-output": "Responses: the last event's output is empty",
	generating: "Responses: the finished item still has the status generating",
	"stream-error": "an error in the middle of the stream",
	"no-final": "the stream ends after the partial pictures",
	crlf: "lines of the stream end with CR LF",
	comments: "comments between the events of a stream",
	unnamed: "the stream's events have no event line",
} as const satisfies Record<string, string>;

export type MisbehaviourName = keyof typeof MISBEHAVIOURS;

export type MisbehaviourSpec = MisbehaviourName | `${MisbehaviourName}:${string}`;

/** Misbehaviours that act before the body is read. */
export const BEFORE_BODY: readonly MisbehaviourName[] = ["503", "reset"];

export function parseMisbehaviour(text: string): [MisbehaviourName, string] | undefined {
	const [, name = "", argument = ""] = /^\s*([^:\s]+)\s*(?::\s*(.*?)\s*)?$/s.exec(text) ?? [];
	return Object.hasOwn(MISBEHAVIOURS, name) ? [name as MisbehaviourName, argument] : undefined;
}

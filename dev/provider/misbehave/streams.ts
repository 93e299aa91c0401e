// Misbehaviour in a stream's events. Works on the list before it is sent.
import { type Reply, type StreamEvent, streamReply } from "../reply";
import type { Conduct } from "./rules";

const FAILURE = {
	type: "error",
	error: {
		type: "image_generation_server_error",
		code: "server_error",
		message: "The server had an error while processing your request.",
		param: null,
	},
};

export function streamAsTold(events: readonly StreamEvent[], conduct: Conduct): Reply {
	let sent = [...events];
	const isPartial = ({ event }: StreamEvent): boolean => event.endsWith("partial_image");
	if (conduct.has("no-final") || conduct.has("stream-error")) {
		sent = sent.slice(0, sent.map(isPartial).lastIndexOf(true) + 1);
	}
	if (conduct.has("stream-error")) sent.push({ event: "error", data: FAILURE });
	if (conduct.has("done-line")) sent.push({ event: "", data: "[DONE]" });
	if (conduct.has("unnamed")) sent = sent.map(({ data }) => ({ event: "", data }));
	const reply = streamReply(sent, conduct.has("crlf") ? "\r\n" : "\n");
	if (!conduct.has("comments")) return reply;
	return { ...reply, pieces: [...reply.pieces].flatMap((piece) => [": ping\n\n", piece]) };
}

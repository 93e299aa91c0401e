// Applies the misbehaviours of streams to the list of events before it is sent.
import { type Reply, type StreamEvent, streamReply } from "../reply";
import type { MisbehaviourSet } from "./rules";

const FAILURE = {
	type: "error",
	error: {
		type: "image_generation_server_error",
		code: "server_error",
		message: "The server had an error while processing your request.",
		param: null,
	},
};

export function streamReplyWith(events: readonly StreamEvent[], misbehaviours: MisbehaviourSet): Reply {
	let sent = [...events];
	const isPartial = ({ event }: StreamEvent): boolean => event.endsWith("partial_image");
	if (misbehaviours.has("no-final") || misbehaviours.has("stream-error")) {
		sent = sent.slice(0, sent.map(isPartial).lastIndexOf(true) + 1);
	}
	if (misbehaviours.has("stream-error")) sent.push({ event: "error", data: FAILURE });
	if (misbehaviours.has("done-line")) sent.push({ event: "", data: "[DONE]" });
	if (misbehaviours.has("unnamed")) sent = sent.map(({ data }) => ({ event: "", data }));
	const reply = streamReply(sent, misbehaviours.has("crlf") ? "\r\n" : "\n");
	if (!misbehaviours.has("comments")) return reply;
	return { ...reply, pieces: [...reply.pieces].flatMap((piece) => [": ping\n\n", piece]) };
}

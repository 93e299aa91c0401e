// Builds the Responses API's response object, or the events of its stream. The finished picture is in the event
// response.output_item.done; response.image_generation_call.completed has none.
import { randomUUID } from "node:crypto";
import { findHostedForm } from "./hostedPictures";
import { type AnswerContext, countUsage, echoParameters, encodeForJson, toBase64, toDataUrl } from "./imagesAnswer";
import type { PaintedPicture } from "./paint";
import type { StreamEvent } from "./reply";
import type { CheckedResponse } from "./responsesRequest";
import type { CheckedRequest } from "./validate";

const newId = (prefix: string): string => `${prefix}_${randomUUID().replaceAll("-", "")}`;

export interface DescribedResponse {
	readonly response: Record<string, unknown> & { readonly id: string };
	/** Id of the image_generation_call; undefined if there is no call. */
	readonly callId: string | undefined;
	readonly partials: readonly Uint8Array[];
}

export function describeResponse(
	request: CheckedResponse,
	picture: PaintedPicture | undefined,
	form: AnswerContext,
): DescribedResponse {
	const { image } = request;
	const callId = newId("ig");
	const isCall = image !== undefined && picture !== undefined && !form.misbehaviours.has("markdown");
	const item = isCall
		? describeCall(callId, image, picture, form)
		: describeMessage(image && picture ? toMarkdown(image, picture) : "I can only talk about pictures here.");
	const response = {
		id: newId("resp"),
		object: "response",
		created_at: Math.floor(Date.now() / 1000),
		status: "completed",
		error: null,
		incomplete_details: null,
		instructions: null,
		model: request.model,
		output: [item],
		parallel_tool_calls: true,
		previous_response_id: request.previousId,
		temperature: 1,
		tool_choice: request.toolChoice,
		tools: request.tools,
		top_p: 1,
		metadata: {},
		usage: {
			input_tokens: 40,
			input_tokens_details: { cached_tokens: 0 },
			output_tokens: 60,
			output_tokens_details: { reasoning_tokens: 0 },
			total_tokens: 100,
		},
		...(image ? { tool_usage: { image_gen: countUsage(image) } } : {}),
	};
	return { response, callId: isCall ? callId : undefined, partials: picture?.partials ?? [] };
}

function describeCall(
	id: string,
	image: CheckedRequest,
	{ bytes }: PaintedPicture,
	{ misbehaviours, hosted, host }: AnswerContext,
) {
	const contentType = `image/${image.outputFormat}`;
	const form = findHostedForm(misbehaviours);
	return {
		id,
		type: "image_generation_call",
		status: "completed",
		action: image.operation,
		...echoParameters(image),
		// The text model always rewrites the prompt.
		revised_prompt: `${image.prompt}, in fine detail`,
		result: form ? hosted.add(bytes, contentType, host, form) : encodeForJson(bytes, contentType, misbehaviours),
	};
}

const describeMessage = (text: string) => ({
	id: newId("msg"),
	type: "message",
	status: "completed",
	role: "assistant",
	content: [{ type: "output_text", text, annotations: [] }],
});

const toMarkdown = ({ outputFormat }: CheckedRequest, { bytes }: PaintedPicture): string =>
	`Here it is:\n\n![image](${toDataUrl(bytes, `image/${outputFormat}`)})`;

export function streamResponse(
	{ response, callId, partials }: DescribedResponse,
	{ misbehaviours }: AnswerContext,
): StreamEvent[] {
	const events: StreamEvent[] = [];
	const add = (type: string, more: object): void => {
		events.push({ event: type, data: { type, sequence_number: events.length, ...more } });
	};
	const [item] = response.output as [Record<string, unknown>];
	const early = { ...response, status: "in_progress", output: [], usage: null };
	add("response.created", { response: early });
	add("response.in_progress", { response: early });
	const place = { output_index: 0 };
	if (callId) {
		const of = { ...place, item_id: callId };
		add("response.output_item.added", {
			...place,
			item: { id: callId, type: item.type, status: "in_progress", result: null },
		});
		add("response.image_generation_call.in_progress", of);
		add("response.image_generation_call.generating", of);
		for (const [index, partial] of partials.entries()) {
			add("response.image_generation_call.partial_image", {
				...of,
				partial_image_index: index,
				partial_image_b64: toBase64(partial),
			});
		}
		add("response.image_generation_call.completed", of);
	} else add("response.output_item.added", { ...place, item: { ...item, status: "in_progress", content: [] } });
	const status = misbehaviours.has("generating") && callId ? "generating" : "completed";
	add("response.output_item.done", { ...place, item: { ...item, status } });
	const output = misbehaviours.has("empty-output") ? [] : [{ ...item, status }];
	add("response.completed", { response: { ...response, output } });
	return events;
}

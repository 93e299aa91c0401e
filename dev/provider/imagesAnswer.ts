// Builds the Images API's response to a checked request, as JSON and as a stream, in the variants of different servers.
import type { HostedPictures } from "./hostedPictures";
import { findHostedForm } from "./hostedPictures";
import type { MisbehaviourSet } from "./misbehave/rules";
import { countInputImageTokens, countOutputTokens, isGptImage } from "./models";
import type { PaintedPicture } from "./paint";
import type { StreamEvent } from "./reply";
import type { CheckedRequest } from "./validate";

export interface AnswerContext {
	readonly misbehaviours: MisbehaviourSet;
	readonly hosted: HostedPictures;
	/** The Host header of the request. */
	readonly host: string;
}

export function describeImages(request: CheckedRequest, pictures: readonly PaintedPicture[], form: AnswerContext) {
	const data = pictures.map(({ bytes }) => describeImage(request, bytes, form));
	return {
		created: now(),
		data,
		...(isGptImage(request.rules) ? { ...echoParameters(request), usage: countUsage(request) } : {}),
	};
}

/** For each picture: events with its partial images, then the completed event, which carries the usage. */
export function streamImages(request: CheckedRequest, pictures: readonly PaintedPicture[]): StreamEvent[] {
	const prefix = request.operation === "edit" ? "image_edit" : "image_generation";
	const common = { created_at: now(), ...echoParameters(request) };
	return pictures.flatMap(({ bytes, partials }) => [
		...partials.map((partial, index) =>
			toEvent({
				type: `${prefix}.partial_image`,
				b64_json: toBase64(partial),
				partial_image_index: index,
				...common,
			}),
		),
		toEvent({
			type: `${prefix}.completed`,
			b64_json: toBase64(bytes),
			...common,
			usage: countUsage({ ...request, n: 1 }),
		}),
	]);
}

const toEvent = (data: Readonly<Record<string, unknown>> & { type: string }): StreamEvent => ({
	event: data.type,
	data,
});

function describeImage(request: CheckedRequest, bytes: Uint8Array, { misbehaviours, hosted, host }: AnswerContext) {
	const contentType = `image/${request.outputFormat}`;
	const form = findHostedForm(misbehaviours) ?? (request.responseFormat === "url" ? "url" : undefined);
	const image = misbehaviours.has("data-url-in-url")
		? { url: toDataUrl(bytes, contentType) }
		: form
			? { url: hosted.add(bytes, contentType, host, form) }
			: { b64_json: encodeForJson(bytes, contentType, misbehaviours) };
	return misbehaviours.has("empty-strings") ? { url: "", b64_json: "", revised_prompt: "", ...image } : image;
}

/** Returns correct base64, or the variants of some servers. */
export function encodeForJson(bytes: Uint8Array, contentType: string, misbehaviours: MisbehaviourSet): string {
	if (misbehaviours.has("data-url")) return toDataUrl(bytes, contentType);
	if (misbehaviours.has("bad-base64")) return "%%% not base64 %%%";
	if (misbehaviours.has("not-a-picture")) return toBase64(Buffer.from("<html>not a picture</html>"));
	return toBase64(bytes);
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

export const toDataUrl = (bytes: Uint8Array, contentType: string): string =>
	`data:${contentType};base64,${toBase64(bytes)}`;

const now = (): number => Math.floor(Date.now() / 1000);

export function echoParameters({ background, outputFormat, quality, size }: CheckedRequest) {
	return { background, output_format: outputFormat, quality, size: `${size.width}x${size.height}` };
}

/** Output tokens of each partial image. */
const PARTIAL_TOKENS = 100;

export function countUsage({ rules, quality, size, n, prompt, images, isStreamed, partialImages }: CheckedRequest) {
	const textTokens = Math.ceil(prompt.length / 4);
	const imageTokens = images.reduce((sum, { header }) => sum + countInputImageTokens(header.width, header.height), 0);
	const partialTokens = isStreamed ? PARTIAL_TOKENS * partialImages : 0;
	const outputTokens = n * (countOutputTokens(rules, quality, size.width, size.height) + partialTokens);
	return {
		input_tokens: textTokens + imageTokens,
		input_tokens_details: { text_tokens: textTokens, image_tokens: imageTokens },
		output_tokens: outputTokens,
		total_tokens: textTokens + imageTokens + outputTokens,
	};
}

// The Images API's answer to a checked request, as JSON and as a stream, in every form that servers give it.
import type { HostedPictures } from "./hosted";
import { addressForm } from "./hosted";
import type { Conduct } from "./misbehave/rules";
import { countInputImageTokens, countOutputTokens, isGptImage } from "./models";
import type { Painted } from "./paint";
import type { StreamEvent } from "./reply";
import type { CheckedRequest } from "./validate";

export interface Form {
	readonly conduct: Conduct;
	readonly hosted: HostedPictures;
	/** As the client called this server. */
	readonly host: string;
}

export function describeImages(request: CheckedRequest, pictures: readonly Painted[], form: Form) {
	const data = pictures.map(({ bytes }) => describeImage(request, bytes, form));
	return {
		created: now(),
		data,
		...(isGptImage(request.rules) ? { ...echo(request), usage: countUsage(request) } : {}),
	};
}

/** Each picture's partial ones, then the picture, which is the event that carries the usage. */
export function streamImages(request: CheckedRequest, pictures: readonly Painted[]): StreamEvent[] {
	const prefix = request.operation === "edit" ? "image_edit" : "image_generation";
	const common = { created_at: now(), ...echo(request) };
	return pictures.flatMap(({ bytes, partials }) => [
		...partials.map((partial, index) =>
			named({
				type: `${prefix}.partial_image`,
				b64_json: toBase64(partial),
				partial_image_index: index,
				...common,
			}),
		),
		named({
			type: `${prefix}.completed`,
			b64_json: toBase64(bytes),
			...common,
			usage: countUsage({ ...request, n: 1 }),
		}),
	]);
}

const named = (data: Readonly<Record<string, unknown>> & { type: string }): StreamEvent => ({ event: data.type, data });

function describeImage(request: CheckedRequest, bytes: Uint8Array, { conduct, hosted, host }: Form) {
	const contentType = `image/${request.outputFormat}`;
	const form = addressForm(conduct) ?? (request.responseFormat === "url" ? "url" : undefined);
	const image = conduct.has("data-url-in-url")
		? { url: toDataUrl(bytes, contentType) }
		: form
			? { url: hosted.add(bytes, contentType, host, form) }
			: { b64_json: toText(bytes, contentType, conduct) };
	return conduct.has("empty-strings") ? { url: "", b64_json: "", revised_prompt: "", ...image } : image;
}

/** Base64 as it should be, or what some servers put in its place. */
export function toText(bytes: Uint8Array, contentType: string, conduct: Conduct): string {
	if (conduct.has("data-url")) return toDataUrl(bytes, contentType);
	if (conduct.has("bad-base64")) return "%%% not base64 %%%";
	if (conduct.has("not-a-picture")) return toBase64(Buffer.from("<html>not a picture</html>"));
	return toBase64(bytes);
}

export const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

export const toDataUrl = (bytes: Uint8Array, contentType: string): string =>
	`data:${contentType};base64,${toBase64(bytes)}`;

const now = (): number => Math.floor(Date.now() / 1000);

export function echo({ background, outputFormat, quality, size }: CheckedRequest) {
	return { background, output_format: outputFormat, quality, size: `${size.width}x${size.height}` };
}

/** Partial pictures cost 100 output tokens each. */
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

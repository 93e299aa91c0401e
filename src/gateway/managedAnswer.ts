// Parses the managed gateway's answer in all its forms: the sources of each image, the preferred one first. Pure:
// decodes base64, fetches nothing.
import { decodeBase64 } from "../bytes/base64";
import { StudioError } from "../host/errors";
import { readEnvelope, toRefusal } from "./refusal";

export type ImageSource = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly url: string };

export interface AnsweredImage {
	readonly index: number;
	/** Tried in order until one yields an image. */
	readonly sources: readonly ImageSource[];
	readonly revisedPrompt?: string;
	/** Set for an image that is listed among the saved outputs only; it may repeat another image with this hash. */
	readonly savedSha256?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Throws a StudioError if the answer is an error or contains no image. */
export function readManagedAnswer(answer: unknown, prompt: string): AnsweredImage[] {
	const fields = isFields(answer) && !Array.isArray(answer) ? answer : {};
	const items = itemsOf(answer);
	const assets = listOf(fields.hf_output_assets) ?? [];
	const images: AnsweredImage[] = [];
	for (let index = 0; index < Math.max(items.length, assets.length); index++) {
		const [item, asset] = [items[index], assets[index]];
		const sources = [...sourcesOf(item), ...urlSource(asset?.public_url)];
		if (sources.length === 0) continue;
		const revisedPrompt = text(item?.revised_prompt);
		const savedSha256 = item ? "" : text(asset?.checksum_sha256);
		images.push({
			index,
			sources,
			...(revisedPrompt ? { revisedPrompt } : {}),
			...(savedSha256 ? { savedSha256 } : {}),
		});
	}
	if (images.length > 0) return images;
	const envelope = readEnvelope(fields);
	if (envelope) throw toRefusal(envelope, 200, prompt);
	if (isTask(fields) || isTask(fields.data) || items.some(isTask)) {
		throw new StudioError({ code: "async_unsupported", message: "the answer is a task to ask for later" });
	}
	throw new StudioError({ code: "provider_unreadable", message: "the answer holds no picture" });
}

/** The entries with images: under `data`, `images`, `image` or `output`, in an envelope around these, or a bare array. */
function itemsOf(answer: unknown): Fields[] {
	if (Array.isArray(answer)) return listOf(answer) ?? [];
	if (!isFields(answer)) return [];
	const { data, images, image, output } = answer;
	const found = listOf(data) ?? listOf(images) ?? listOf(image) ?? listOf(output);
	return found ?? (isFields(data) && !Array.isArray(data) ? itemsOf(data) : []);
}

/** An empty string counts as absent. Either field may hold base64 or a URL, and both may be set. */
function sourcesOf(item: Fields | undefined): ImageSource[] {
	if (!item) return [];
	const { b64_json, url, image } = item;
	if (isFields(image)) return sourcesOf(image);
	const inline = [b64_json, image, url].map(text).filter((one) => one && !isUrl(one));
	const urls = [url, b64_json, image].flatMap(urlSource);
	return [...inline.flatMap(decodedSource), ...urls];
}

function decodedSource(inline: string): ImageSource[] {
	const bytes = decodeBase64(inline.trim());
	return bytes && bytes.length > 0 ? [{ bytes }] : [];
}

/** The mock gateway returns blob: URLs. */
const isUrl = (value: string): boolean => /^(https?:\/\/|blob:)/i.test(value.trim());

const urlSource = (value: unknown): ImageSource[] => (isUrl(text(value)) ? [{ url: text(value).trim() }] : []);

const isTask = (value: unknown): boolean =>
	isFields(value) && ["task_id", "taskId"].some((key) => text(value[key]) !== "");

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** A list, or one entry in its place, may hold the images themselves. Undefined if there is none. */
function listOf(value: unknown): Fields[] | undefined {
	const entries = Array.isArray(value) ? value : [value];
	const list = entries.flatMap((entry) => {
		if (isFields(entry)) return Array.isArray(value) || hasSource(entry) ? [entry] : [];
		return isImageText(entry) ? [{ b64_json: entry }] : [];
	});
	return list.length > 0 ? list : undefined;
}

const hasSource = ({ b64_json, url, image }: Fields): boolean =>
	[b64_json, url, image].some((one) => isImageText(one)) || isFields(image);

/** Not any text: a model's words may decode as base64. */
const isImageText = (value: unknown): boolean =>
	isUrl(text(value)) || /^(data:image\/|[\w+/-]{64})/.test(text(value).trim());

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
	const fields = isFields(answer) ? answer : {};
	const items = listOf(fields.data) ?? listOf(fields.images) ?? [];
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

/** An empty string counts as absent. Either field may hold base64 or a URL, and both may be set. */
function sourcesOf(item: Fields | undefined): ImageSource[] {
	if (!item) return [];
	const inline = [text(item.b64_json), text(item.url)].filter((one) => one && !isUrl(one));
	const urls = [item.url, item.b64_json].flatMap(urlSource);
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

/** Undefined if there is no list or it is empty. */
function listOf(value: unknown): Fields[] | undefined {
	const list = Array.isArray(value) ? value.filter(isFields) : [];
	return list.length > 0 ? list : undefined;
}

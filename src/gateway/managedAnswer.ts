// The managed gateway's answer, whatever form it came in: for each picture where it may be had, the best place first.
// Pure: decodes base64, fetches nothing.
import { decodeBase64 } from "../bytes/base64";
import { StudioError } from "../host/errors";
import { readEnvelope, toRefusal } from "./refusal";

export type ImageSource = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly url: string };

export interface AnsweredImage {
	readonly index: number;
	/** Asked one after the other until one gives a picture. */
	readonly sources: readonly ImageSource[];
	readonly revisedPrompt?: string;
	/** Only listed among the saved outputs: it may be one of the others again, by this hash. */
	readonly savedSha256?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Throws a StudioError when the answer is a refusal or holds nothing. */
export function readManagedAnswer(answer: unknown, prompt: string): AnsweredImage[] {
	const fields = isFields(answer) ? answer : {};
	const items = listOf(fields.data) ?? listOf(fields.images) ?? [];
	const assets = listOf(fields.hf_output_assets) ?? [];
	const answered: AnsweredImage[] = [];
	for (let index = 0; index < Math.max(items.length, assets.length); index++) {
		const [item, asset] = [items[index], assets[index]];
		const sources = [...placesOf(item), ...addressOf(asset?.public_url)];
		if (sources.length === 0) continue;
		const revisedPrompt = text(item?.revised_prompt);
		const savedSha256 = item ? "" : text(asset?.checksum_sha256);
		answered.push({
			index,
			sources,
			...(revisedPrompt ? { revisedPrompt } : {}),
			...(savedSha256 ? { savedSha256 } : {}),
		});
	}
	if (answered.length > 0) return answered;
	const envelope = readEnvelope(fields);
	if (envelope) throw toRefusal(envelope, 200, prompt);
	if (isTask(fields) || isTask(fields.data) || items.some(isTask)) {
		throw new StudioError({ code: "async_unsupported", message: "the answer is a task to ask for later" });
	}
	throw new StudioError({ code: "provider_unreadable", message: "the answer holds no picture" });
}

/** An empty string counts as absent. Base64 and addresses stand in each other's place; both may be there. */
function placesOf(item: Fields | undefined): ImageSource[] {
	if (!item) return [];
	const inline = [text(item.b64_json), text(item.url)].filter((one) => one && !isAddress(one));
	const addresses = [item.url, item.b64_json].flatMap(addressOf);
	return [...inline.flatMap(bytesOf), ...addresses];
}

function bytesOf(inline: string): ImageSource[] {
	const bytes = decodeBase64(inline.trim());
	return bytes && bytes.length > 0 ? [{ bytes }] : [];
}

/** blob: is how the mock gateway answers with an address. */
const isAddress = (value: string): boolean => /^(https?:\/\/|blob:)/i.test(value.trim());

const addressOf = (value: unknown): ImageSource[] => (isAddress(text(value)) ? [{ url: text(value).trim() }] : []);

const isTask = (value: unknown): boolean =>
	isFields(value) && ["task_id", "taskId"].some((key) => text(value[key]) !== "");

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** undefined when there is none, or nothing in it. */
function listOf(value: unknown): Fields[] | undefined {
	const list = Array.isArray(value) ? value.filter(isFields) : [];
	return list.length > 0 ? list : undefined;
}

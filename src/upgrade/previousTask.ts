// Parses a task as version 0.1.13 of the plugin and earlier versions stored it, and keeps all usable fields. Pure.

import type { TaskParams } from "../library/records";

export interface PreviousTask {
	readonly id: string;
	readonly createdAt: number;
	readonly elapsedMs?: number;
	readonly status: "done" | "failed" | "interrupted";
	readonly prompt: string;
	readonly params: TaskParams;
	readonly isFavourite: boolean;
	/** Made by HaloForge Cloud, the only gateway that reported saved outputs. */
	readonly isManaged: boolean;
	readonly revisedPrompt?: string;
	readonly error?: string;
	/** The sources of each image, the preferred one first: base64, a data URL or a URL. */
	readonly outputs: readonly (readonly string[])[];
	readonly references: readonly { readonly picture: string; readonly editMask?: string }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Undefined: not a task, or required fields are missing. */
export function parsePreviousTask(value: unknown): PreviousTask | undefined {
	const { id, prompt, createdAt, outputs, ...rest } = fieldsOf(value);
	if ((typeof id !== "string" && typeof id !== "number") || id === "") return undefined;
	if (typeof prompt !== "string" || !isTime(createdAt) || !Array.isArray(outputs)) return undefined;
	const assets = list(rest.assets).map((asset) => text(fieldsOf(asset).public_url));
	const sources = Array.from({ length: Math.max(outputs.length, assets.length) }, (_, at) =>
		[text(outputs[at]), assets[at] ?? ""].filter((source) => source !== ""),
	);
	const references = list(rest.references).map(fieldsOf).map(toReference);
	const [revisedPrompt, error] = [text(rest.revisedPrompt), text(rest.error)];
	return {
		id: String(id),
		createdAt,
		...(isTime(rest.finishedAt) && rest.finishedAt >= createdAt ? { elapsedMs: rest.finishedAt - createdAt } : {}),
		status: rest.status === "done" ? "done" : rest.status === "error" ? "failed" : "interrupted",
		prompt,
		params: toParams(fieldsOf(rest.params)),
		isFavourite: rest.favorite === true,
		isManaged: assets.length > 0,
		...(revisedPrompt ? { revisedPrompt } : {}),
		...(error ? { error } : {}),
		outputs: sources,
		references: references.filter(({ picture }) => picture !== ""),
	};
}

const FORMATS = ["png", "jpeg", "webp"] as const;

function toParams({ model, count, format, compression, ...params }: Fields): TaskParams {
	const texts = (["size", "quality", "moderation", "background"] as const).map((name) => [name, text(params[name])]);
	const outputFormat = FORMATS.find((one) => one === format);
	return {
		model: text(model) || "unknown",
		n: Math.min(Math.max(Math.trunc(Number(count)) || 1, 1), 10),
		...Object.fromEntries(texts.filter(([, value]) => value !== "")),
		...(outputFormat ? { outputFormat } : {}),
		...(isTime(compression) && compression <= 100 ? { outputCompression: compression } : {}),
	};
}

function toReference({ dataUrl, maskDataUrl }: Fields): PreviousTask["references"][number] {
	const editMask = text(maskDataUrl);
	return { picture: text(dataUrl), ...(editMask ? { editMask } : {}) };
}

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const isTime = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;

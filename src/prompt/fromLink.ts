// What a link asks for, read: words and settings that may stand in the prompt bar. What makes no sense is named and left
// out; whether the model takes the rest is the bar's to say. Pure.

import { KNOWN } from "./choiceLabels";
import { type Choices, MOST_PICTURES } from "./parameterChoices";

export interface LinkWish {
	readonly prompt?: string;
	readonly choices: Partial<Choices>;
	/** Parameters whose value cannot be meant. */
	readonly leftOut: readonly LinkParam[];
}

export type LinkParam = "prompt" | "model" | "size" | "quality" | "n" | "format" | "background";

/** More than any provider takes. */
const MOST_WORDS = 32_000;
const MOST_SIDE = 8192;

const READERS: { readonly [Param in Exclude<LinkParam, "prompt">]: (value: string) => Partial<Choices> | undefined } = {
	model: (value) => (/^\S{1,120}$/.test(value) ? { model: value } : undefined),
	size(value) {
		if (value === "auto") return { size: value };
		const sides = (/^(\d{2,4})[x×*](\d{2,4})$/.exec(value) ?? []).slice(1).map(Number);
		return sides.length === 2 && sides.every((side) => side <= MOST_SIDE) ? { size: sides.join("x") } : undefined;
	},
	quality: (value) => oneOf("quality", value, KNOWN.quality),
	n: (value) => (/^\d+$/.test(value) && +value >= 1 && +value <= MOST_PICTURES ? { n: +value } : undefined),
	format: (value) => oneOf("format", value === "jpg" ? "jpeg" : value, ["png", "jpeg", "webp"]),
	background: (value) => oneOf("background", value, KNOWN.background),
};

const oneOf = (param: keyof Choices, value: string, values: readonly string[]): Partial<Choices> | undefined =>
	value === "auto" || values.includes(value) ? { [param]: value } : undefined;

export function readLinkWish(params: Readonly<Record<string, string>>): LinkWish {
	const leftOut: LinkParam[] = [];
	const prompt = params.prompt?.trim();
	const isPromptMeant = prompt !== undefined && prompt !== "" && prompt.length <= MOST_WORDS;
	if (prompt && !isPromptMeant) leftOut.push("prompt");
	let choices: Partial<Choices> = {};
	for (const param of Object.keys(READERS) as (keyof typeof READERS)[]) {
		const value = params[param]?.trim();
		if (!value) continue;
		const read = READERS[param](param === "model" ? value : value.toLowerCase());
		if (read) choices = { ...choices, ...read };
		else leftOut.push(param);
	}
	return { ...(isPromptMeant ? { prompt } : {}), choices, leftOut };
}

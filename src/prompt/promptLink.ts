// Parses the prompt and the parameters of a link. Invalid values are reported and ignored; the prompt bar checks whether
// the model supports the rest. Pure.
import { KNOWN_VALUES } from "./parameters/choiceLabels";
import { type Choices, MAX_OUTPUT_IMAGES } from "./parameters/parameterChoices";

export interface PromptLink {
	readonly prompt?: string;
	readonly choices: Partial<Choices>;
	/** The parameters whose value is invalid. */
	readonly invalid: readonly LinkParam[];
}

export type LinkParam = "prompt" | "model" | "size" | "quality" | "n" | "format" | "background";

/** Longer than the limit of any provider. */
const MAX_PROMPT_LENGTH = 32_000;
const MAX_SIDE = 8192;

const PARSERS: { readonly [Param in Exclude<LinkParam, "prompt">]: (value: string) => Partial<Choices> | undefined } = {
	model: (value) => (/^\S{1,120}$/.test(value) ? { model: value } : undefined),
	size(value) {
		if (value === "auto") return { size: value };
		const sides = (/^(\d{2,4})[x×*](\d{2,4})$/.exec(value) ?? []).slice(1).map(Number);
		return sides.length === 2 && sides.every((side) => side <= MAX_SIDE) ? { size: sides.join("x") } : undefined;
	},
	quality: (value) => oneOf("quality", value, KNOWN_VALUES.quality),
	n: (value) => (/^\d+$/.test(value) && +value >= 1 && +value <= MAX_OUTPUT_IMAGES ? { n: +value } : undefined),
	format: (value) => oneOf("format", value === "jpg" ? "jpeg" : value, ["png", "jpeg", "webp"]),
	background: (value) => oneOf("background", value, KNOWN_VALUES.background),
};

const oneOf = (param: keyof Choices, value: string, values: readonly string[]): Partial<Choices> | undefined =>
	value === "auto" || values.includes(value) ? { [param]: value } : undefined;

export function parsePromptLink(params: Readonly<Record<string, string>>): PromptLink {
	const invalid: LinkParam[] = [];
	const prompt = params.prompt?.trim();
	const isPromptValid = prompt !== undefined && prompt !== "" && prompt.length <= MAX_PROMPT_LENGTH;
	if (prompt && !isPromptValid) invalid.push("prompt");
	let choices: Partial<Choices> = {};
	for (const param of Object.keys(PARSERS) as (keyof typeof PARSERS)[]) {
		const value = params[param]?.trim();
		if (!value) continue;
		const parsed = PARSERS[param](param === "model" ? value : value.toLowerCase());
		if (parsed) choices = { ...choices, ...parsed };
		else invalid.push(param);
	}
	return { ...(isPromptValid ? { prompt } : {}), choices, invalid };
}

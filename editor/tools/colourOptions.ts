// The options that tools which select by colour share.
import { type ChoiceOption, choiceValue, type OptionValues, type RangeOption, type SwitchOption } from "./option";
import type { PictureSource, Selection } from "./tool";

export const TOLERANCE: RangeOption = {
	kind: "range",
	id: "tolerance",
	label: { en: "Tolerance", zh: "容差" },
	initial: 12,
	min: 0,
	max: 100,
	step: 1,
	unit: "",
};

export const CONTIGUOUS: SwitchOption = {
	kind: "switch",
	id: "contiguous",
	label: { en: "Contiguous", zh: "连续" },
	initial: true,
};

export const ANTI_ALIAS: SwitchOption = {
	kind: "switch",
	id: "antiAlias",
	label: { en: "Anti-alias", zh: "消除锯齿" },
	initial: true,
	isAdvanced: true,
};

export const SOURCE: ChoiceOption = {
	kind: "choice",
	id: "source",
	label: { en: "Sample", zh: "取样" },
	initial: "picture",
	choices: [
		{ value: "picture", label: { en: "Picture", zh: "图片" } },
		{ value: "visible", label: { en: "Picture and results", zh: "图片与结果" } },
	],
	isAdvanced: true,
};

export const SAMPLE_SIZE: ChoiceOption = {
	kind: "choice",
	id: "sampleSize",
	label: { en: "Sample size", zh: "取样大小" },
	initial: "1",
	choices: [
		{ value: "1", label: { en: "Point", zh: "单点" } },
		{ value: "3", label: { en: "3 × 3", zh: "3 × 3 平均" } },
		{ value: "5", label: { en: "5 × 5", zh: "5 × 5 平均" } },
	],
	isAdvanced: true,
};

/** Sends the samples to the worker before the first press: a pick outside the picture selects nothing. */
export function sendSamples(values: OptionValues | undefined): Selection {
	const input = { at: { x: -1, y: -1 }, tolerance: 0, isContiguous: true, sampleSide: 1, isAntiAliased: false };
	return { job: { kind: "colourRegion", input }, source: sourceOf(values), mode: "add" };
}

export function sourceOf(values: OptionValues | undefined): PictureSource {
	return choiceValue(values, SOURCE) === "visible" ? "visible" : "picture";
}

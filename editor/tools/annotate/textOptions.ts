// The options of what is written: font, size, weight and alignment, and the values of an annotation that follow from them.
import { GENERAL_FAMILIES, NAMED_FONTS } from "../../annotations";
import { type Annotation, TEXT_ALIGNS, type TextAlign } from "../../document";
import type { Label } from "../label";
import { type ChoiceOption, choiceValue, type RangeOption, rangeValue } from "../option";
import type { ToolContext } from "../tool";
import { sizeUnit } from "./options";

const FAMILY_NAMES: Readonly<Record<string, Label>> = {
	sans: { en: "Sans-serif", zh: "无衬线" },
	serif: { en: "Serif", zh: "衬线" },
	mono: { en: "Monospace", zh: "等宽" },
	hand: { en: "Handwriting", zh: "手写" },
};

export const FONT: ChoiceOption = {
	kind: "choice",
	id: "font",
	label: { en: "Font", zh: "字体" },
	initial: "sans",
	choices: [
		...GENERAL_FAMILIES.map((value) => ({ value, label: FAMILY_NAMES[value] ?? { en: value, zh: value } })),
		...NAMED_FONTS.map((value) => ({ value, label: { en: value, zh: `${value} 字体` } })),
	],
};

export const FONT_SIZE: RangeOption = {
	...{ kind: "range", id: "fontSize", min: 8, max: 300, step: 1, unit: "", initial: 36, hasSquareRootScale: true },
	label: { en: "Text size", zh: "字号" },
};

export const WEIGHT: ChoiceOption = {
	kind: "choice",
	id: "weight",
	label: { en: "Weight", zh: "字重" },
	initial: "500",
	choices: [
		{ value: "400", label: { en: "Regular", zh: "常规" } },
		{ value: "500", label: { en: "Medium", zh: "中等" } },
		{ value: "700", label: { en: "Bold", zh: "粗体" } },
	],
	isAdvanced: true,
};

const ALIGN_NAMES: Readonly<Record<TextAlign, Label>> = {
	left: { en: "Left", zh: "左对齐" },
	center: { en: "Centre", zh: "居中" },
	right: { en: "Right", zh: "右对齐" },
};

export const ALIGN: ChoiceOption = {
	kind: "choice",
	id: "align",
	label: { en: "Alignment", zh: "对齐方式" },
	initial: "left",
	choices: TEXT_ALIGNS.map((value) => ({ value, label: ALIGN_NAMES[value] })),
	isAdvanced: true,
};

type Written = Required<Pick<Annotation, "text" | "fontFamily" | "fontSize" | "fontWeight" | "align">>;

/** `size`: of the letters, in the unit of sizes. */
export function writtenValues({ document, settings }: ToolContext, tool: string, size?: number): Written {
	const values = settings[tool];
	return {
		text: "",
		fontFamily: choiceValue(values, FONT),
		fontSize: Math.max(4, Math.round((size ?? rangeValue(values, FONT_SIZE)) * sizeUnit(document) * 100) / 100),
		fontWeight: Number(choiceValue(values, WEIGHT)),
		align: choiceValue(values, ALIGN) as TextAlign,
	};
}

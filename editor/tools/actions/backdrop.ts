// The option of a mask operation that shows the selected part alone while the operation is previewed.
import { type ChoiceOption, choiceValue, type OptionValues } from "../option";
import type { Backdrop } from "../tool";

export const BACKDROP: ChoiceOption = {
	kind: "choice",
	id: "backdrop",
	label: { en: "View", zh: "视图" },
	initial: "mask",
	choices: [
		{ value: "mask", label: { en: "Mask", zh: "蒙版" } },
		{ value: "black", label: { en: "Black", zh: "黑底" } },
		{ value: "white", label: { en: "White", zh: "白底" } },
		{ value: "checker", label: { en: "Checker", zh: "棋盘格" } },
	],
};

/** Undefined: the mask is shown as ever, which is what operations without the option do. */
export function backdropOf(values: OptionValues | undefined): Backdrop | undefined {
	const value = choiceValue(values, BACKDROP);
	return value === "black" || value === "white" || value === "checker" ? value : undefined;
}

// The options that annotation tools share. Sizes are in thousandths of the picture's longer side, so that a line looks alike on
// every picture; annotations hold pixels.
import type { DocumentTree } from "../../document";
import { type ChoiceOption, type ColourOption, type RangeOption, rangeValue } from "../option";
import type { ToolContext } from "../tool";

/** Picture pixels of one unit of a size. */
export function sizeUnit({ picture }: Pick<DocumentTree, "picture">): number {
	return Math.max(picture.width, picture.height) / 1000;
}

/** Of lines that must be seen in small pictures, too. */
const MIN_WIDTH = 0.5;

export function widthOption(initial: number, max: number): RangeOption {
	return {
		...{ kind: "range", id: "width", min: 1, max, step: 1, unit: "", hasSquareRootScale: true, initial },
		label: { en: "Thickness", zh: "粗细" },
	};
}

export function opacityOption(initial: number): RangeOption {
	return {
		...{ kind: "range", id: "opacity", min: 0.05, max: 1, step: 0.01, unit: "%", initial, isAdvanced: true },
		label: { en: "Opacity", zh: "不透明度" },
	};
}

/** In picture pixels. */
export function widthOf({ document, settings }: ToolContext, tool: string, option: RangeOption): number {
	return Math.max(MIN_WIDTH, Math.round(rangeValue(settings[tool], option) * sizeUnit(document) * 100) / 100);
}

/** A ground that is not drawn unless it is chosen. */
export const GROUND: ChoiceOption = {
	kind: "choice",
	id: "ground",
	label: { en: "Background", zh: "背景" },
	initial: "none",
	choices: [
		{ value: "none", label: { en: "No background", zh: "无背景" } },
		{ value: "colour", label: { en: "Background", zh: "有背景" } },
	],
};

export function groundColour(initial: string): ColourOption {
	return { kind: "colour", id: "groundColour", label: { en: "Background colour", zh: "背景颜色" }, initial };
}

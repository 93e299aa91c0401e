// Mask operation: removes areas that are too small to be intended.
import sparklesIcon from "@lucide/icons/icons/sparkles";
import { removeSpecks } from "../../raster";
import { type RangeOption, rangeValue } from "../option";
import type { SteppedOperation } from "./maskOperation";

/** The smallest area that is kept, given as the side of a square of that area. */
const SIDE: RangeOption = {
	kind: "range",
	id: "side",
	label: { en: "Smaller than", zh: "小于" },
	initial: 8,
	min: 1,
	max: 256,
	step: 1,
	unit: "px",
	hasSquareRootScale: true,
};

export const removeMaskSpecks: SteppedOperation = {
	id: "mask.removeSpecks",
	label: { en: "Remove specks", zh: "清除斑点" },
	icon: sparklesIcon,
	shortcuts: [],
	options: [SIDE],
	steps: (coverage, values) => removeSpecks(coverage, rangeValue(values, SIDE) ** 2),
};

// Mask operation: fits the mask's edge to hair, fur and soft edges of the picture.
import edgeIcon from "@lucide/icons/icons/squircle-dashed";
import { MAX_REFINE_RADIUS, refineEdge as refine } from "../../raster";
import { type RangeOption, rangeValue } from "../option";
import { BACKDROP } from "./backdrop";
import type { PictureOperation } from "./maskOperation";
import { radiusOption } from "./radiusOption";

const RADIUS: RangeOption = { ...radiusOption(12), max: MAX_REFINE_RADIUS };

const CONTRAST: RangeOption = {
	kind: "range",
	id: "contrast",
	label: { en: "Contrast", zh: "对比度" },
	initial: 0,
	min: 0,
	max: 1,
	step: 0.01,
	unit: "%",
};

const SHIFT: RangeOption = {
	kind: "range",
	id: "shift",
	label: { en: "Shift edge", zh: "移动边缘" },
	initial: 0,
	min: -1,
	max: 1,
	step: 0.01,
	unit: "%",
};

const SMOOTH: RangeOption = {
	kind: "range",
	id: "smooth",
	label: { en: "Smooth", zh: "平滑" },
	initial: 0,
	min: 0,
	max: 20,
	step: 1,
	unit: "px",
};

export const refineMaskEdge: PictureOperation = {
	id: "mask.refineEdge",
	label: { en: "Refine edge", zh: "调整边缘" },
	icon: edgeIcon,
	shortcuts: ["Mod+Alt+R"],
	options: [RADIUS, CONTRAST, SHIFT, SMOOTH, BACKDROP],
	pictureSteps: (coverage, values, samples) =>
		refine(coverage, samples, {
			radius: rangeValue(values, RADIUS),
			contrast: rangeValue(values, CONTRAST),
			shift: rangeValue(values, SHIFT),
			smooth: rangeValue(values, SMOOTH),
		}),
};

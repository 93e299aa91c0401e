// Mask operation: moves the mask's edge outwards.
import maximize2Icon from "@lucide/icons/icons/maximize-2";
import { grow } from "../../raster";
import { rangeValue } from "../option";
import type { SteppedOperation } from "./maskOperation";
import { radiusOption } from "./radiusOption";

const RADIUS = radiusOption(8);

export const growMask: SteppedOperation = {
	id: "mask.grow",
	label: { en: "Grow mask", zh: "扩展蒙版" },
	icon: maximize2Icon,
	shortcuts: ["Mod+Alt+="],
	options: [RADIUS],
	steps: (coverage, values) => grow(coverage, rangeValue(values, RADIUS)),
};

// Mask operation: moves the mask's edge inwards.
import minimize2Icon from "@lucide/icons/icons/minimize-2";
import { shrink } from "../../raster";
import { rangeValue } from "../option";
import type { SteppedOperation } from "./maskOperation";
import { radiusOption } from "./radiusOption";

const RADIUS = radiusOption(8);

export const shrinkMask: SteppedOperation = {
	id: "mask.shrink",
	label: { en: "Shrink mask", zh: "收缩蒙版" },
	icon: minimize2Icon,
	shortcuts: ["Mod+Alt+-"],
	options: [RADIUS],
	steps: (coverage, values) => shrink(coverage, rangeValue(values, RADIUS)),
};

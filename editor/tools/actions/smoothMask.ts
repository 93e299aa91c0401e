// Mask operation: rounds the mask's outline.
import splineIcon from "@lucide/icons/icons/spline";
import { smooth } from "../../raster";
import { rangeValue } from "../option";
import type { SteppedOperation } from "./maskOperation";
import { radiusOption } from "./radiusOption";

const RADIUS = radiusOption(6);

export const smoothMask: SteppedOperation = {
	id: "mask.smooth",
	label: { en: "Smooth mask", zh: "平滑蒙版" },
	icon: splineIcon,
	shortcuts: [],
	options: [RADIUS],
	steps: (coverage, values) => smooth(coverage, rangeValue(values, RADIUS)),
};

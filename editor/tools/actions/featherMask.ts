// Makes the mask's edge soft.
import { feather } from "../../raster";
import { rangeValue } from "../option";
import type { MaskOperation } from "./maskOperation";
import { radiusOption } from "./radiusOption";

const RADIUS = radiusOption(8);

export const featherMask: MaskOperation = {
	id: "mask.feather",
	label: { en: "Feather mask", zh: "羽化蒙版" },
	icon: "feather",
	shortcuts: ["Shift+F6"],
	options: [RADIUS],
	steps: (coverage, values) => feather(coverage, rangeValue(values, RADIUS)),
};

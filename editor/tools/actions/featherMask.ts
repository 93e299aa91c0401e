// Mask operation: feathers the mask's edge.
import featherIcon from "@lucide/icons/icons/feather";
import { feather } from "../../raster";
import { rangeValue } from "../option";
import type { SteppedOperation } from "./maskOperation";
import { radiusOption } from "./radiusOption";

const RADIUS = radiusOption(8);

export const featherMask: SteppedOperation = {
	id: "mask.feather",
	label: { en: "Feather mask", zh: "羽化蒙版" },
	icon: featherIcon,
	shortcuts: ["Alt+F"],
	options: [RADIUS],
	steps: (coverage, values) => feather(coverage, rangeValue(values, RADIUS)),
};

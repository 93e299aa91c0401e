// Mask operation: clears the mask.
import { emptyCoverage } from "../../raster";
import type { InstantOperation } from "./maskOperation";

export const clearMask: InstantOperation = {
	id: "mask.clear",
	label: { en: "Clear mask", zh: "清除蒙版" },
	icon: "clear",
	shortcuts: ["Mod+D"],
	apply: emptyCoverage,
};

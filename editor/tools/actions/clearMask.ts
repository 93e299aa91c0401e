// Clears the mask.
import { emptyCoverage } from "../../raster";
import type { MaskOperation } from "./maskOperation";

export const clearMask: MaskOperation = {
	id: "mask.clear",
	label: { en: "Clear mask", zh: "清除蒙版" },
	icon: "clear",
	shortcuts: ["Mod+D"],
	isInstant: true,
	*steps(coverage) {
		return emptyCoverage(coverage);
	},
};

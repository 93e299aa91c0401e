// Clears the mask.
import { emptyCoverage } from "../../raster";
import { maskOperation } from "./maskOperation";

export const clearMask = maskOperation({
	id: "mask.clear",
	label: { en: "Clear mask", zh: "清除蒙版" },
	icon: "clear",
	shortcuts: ["Mod+D"],
	apply: emptyCoverage,
});

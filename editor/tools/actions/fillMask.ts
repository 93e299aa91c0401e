// Masks the whole picture.
import { fullCoverage } from "../../raster";
import type { MaskOperation } from "./maskOperation";

export const fillMask: MaskOperation = {
	id: "mask.fill",
	label: { en: "Mask everything", zh: "全部设为蒙版" },
	icon: "fill",
	shortcuts: ["Mod+A"],
	isInstant: true,
	*steps(coverage) {
		return fullCoverage(coverage);
	},
};

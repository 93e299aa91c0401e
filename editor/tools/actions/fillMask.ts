// Masks the whole picture.
import { fullCoverage } from "../../raster";
import { maskOperation } from "./maskOperation";

export const fillMask = maskOperation({
	id: "mask.fill",
	label: { en: "Mask everything", zh: "全部设为蒙版" },
	icon: "fill",
	shortcuts: ["Mod+A"],
	apply: (coverage) => fullCoverage(coverage),
});

// Masks what the mask closes in.
import { fillHoles } from "../../raster";
import type { MaskOperation } from "./maskOperation";

export const fillMaskHoles: MaskOperation = {
	id: "mask.fillHoles",
	label: { en: "Fill holes", zh: "填充孔洞" },
	icon: "fillHoles",
	shortcuts: [],
	steps: (coverage) => fillHoles(coverage),
};

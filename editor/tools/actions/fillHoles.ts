// Mask operation: fills areas that the mask encloses.
import { fillHoles } from "../../raster";
import type { SteppedOperation } from "./maskOperation";

export const fillMaskHoles: SteppedOperation = {
	id: "mask.fillHoles",
	label: { en: "Fill holes", zh: "填充孔洞" },
	icon: "fillHoles",
	shortcuts: [],
	steps: (coverage) => fillHoles(coverage),
};

// Mask operation: fills areas that the mask encloses.
import circleDotIcon from "@lucide/icons/icons/circle-dot";
import { fillHoles } from "../../raster";
import type { SteppedOperation } from "./maskOperation";

export const fillMaskHoles: SteppedOperation = {
	id: "mask.fillHoles",
	label: { en: "Fill holes", zh: "填充孔洞" },
	icon: circleDotIcon,
	shortcuts: [],
	steps: (coverage) => fillHoles(coverage),
};

// Mask operation: inverts the mask.
import { invertSteps } from "../../raster";
import type { SteppedOperation } from "./maskOperation";

export const invertMask: SteppedOperation = {
	id: "mask.invert",
	label: { en: "Invert mask", zh: "反转蒙版" },
	icon: "invert",
	shortcuts: ["Mod+I", "Mod+Shift+I"],
	steps: (coverage) => invertSteps(coverage),
};

// Mask operation: inverts the mask.
import contrastIcon from "@lucide/icons/icons/contrast";
import { invertSteps } from "../../raster";
import type { SteppedOperation } from "./maskOperation";

export const invertMask: SteppedOperation = {
	id: "mask.invert",
	label: { en: "Invert mask", zh: "反转蒙版" },
	icon: contrastIcon,
	shortcuts: ["Mod+I", "Mod+Shift+I"],
	steps: (coverage) => invertSteps(coverage),
};

// Mask operation: clears the mask.
import trashIcon from "@lucide/icons/icons/trash";
import { emptyCoverage } from "../../raster";
import type { InstantOperation } from "./maskOperation";

export const clearMask: InstantOperation = {
	id: "mask.clear",
	label: { en: "Clear mask", zh: "清除蒙版" },
	icon: trashIcon,
	shortcuts: ["Mod+D"],
	apply: emptyCoverage,
};

// Swaps what is edited and what is kept.
import { invert } from "../../raster";
import { maskOperation } from "./maskOperation";

export const invertMask = maskOperation({
	id: "mask.invert",
	label: { en: "Invert mask", zh: "反转蒙版" },
	icon: "invert",
	shortcuts: ["Mod+I", "Mod+Shift+I"],
	apply: invert,
});

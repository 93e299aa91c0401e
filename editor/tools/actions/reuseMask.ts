// Restores the mask that was sent last, or the mask of the previous picture if it has the same size.
import rotateCcwSquareIcon from "@lucide/icons/icons/rotate-ccw-square";
import type { Action } from "../action";

export const reuseMask: Action = {
	id: "mask.reuse",
	label: { en: "Reuse previous mask", zh: "沿用上一个蒙版" },
	icon: rotateCcwSquareIcon,
	group: "mask",
	shortcuts: ["Mod+Shift+D"],
	isEnabled: ({ document, canReuseMask }) => document !== null && canReuseMask,
	perform: () => [{ type: "reuseMask" }],
};

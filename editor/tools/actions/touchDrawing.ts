// Switches whether one finger on the canvas draws or pans.
import pointerIcon from "@lucide/icons/icons/pointer";
import type { Action } from "../action";

export const toggleTouchDrawing: Action = {
	id: "input.finger",
	label: { en: "Draw with a finger", zh: "用手指绘制" },
	icon: pointerIcon,
	group: "input",
	shortcuts: [],
	isPressed: ({ finger }) => finger === "draw",
	isEnabled: () => true,
	perform: ({ finger }) => [{ type: "finger", use: finger === "draw" ? "pan" : "draw" }],
};

// Rotates and mirrors the view for painting. None of it is part of the document.

import rotateCcwIcon from "@lucide/icons/icons/rotate-ccw";
import rotateCwIcon from "@lucide/icons/icons/rotate-cw";
import flipHorizontalIcon from "@lucide/icons/icons/triangles-centerline-dashed-vertical";
import undoDotIcon from "@lucide/icons/icons/undo-dot";
import type { Action } from "../action";
import type { IconData } from "../icon";
import type { Label } from "../label";
import { ROTATION_STEP } from "../rotateView";

/** `nextStep` returns the number of the next step of 15 degrees. */
function rotation(
	id: string,
	label: Label,
	icon: IconData,
	shortcut: string,
	nextStep: (steps: number) => number,
): Action {
	return {
		id,
		label,
		icon,
		group: "orientation",
		shortcuts: [shortcut],
		isRepeated: true,
		isEnabled: ({ document }) => document !== null,
		perform: ({ orientation }) => [
			{
				type: "view",
				request: { type: "rotateTo", degrees: nextStep(orientation.angle / ROTATION_STEP) * ROTATION_STEP },
			},
		],
	};
}

const rotateLeft = rotation(
	"view.rotateLeft",
	{ en: "Rotate view left 15°", zh: "视图左转 15°" },
	rotateCcwIcon,
	"Alt+,",
	(steps) => Math.ceil(steps) - 1,
);

const rotateRight = rotation(
	"view.rotateRight",
	{ en: "Rotate view right 15°", zh: "视图右转 15°" },
	rotateCwIcon,
	"Alt+.",
	(steps) => Math.floor(steps) + 1,
);

const mirror: Action = {
	id: "view.mirror",
	label: { en: "Mirror view", zh: "镜像视图" },
	icon: flipHorizontalIcon,
	group: "orientation",
	shortcuts: ["Alt+M"],
	isPressed: ({ orientation }) => orientation.isMirrored,
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "view", request: { type: "mirror" } }],
};

const reset: Action = {
	id: "view.upright",
	label: { en: "Reset view rotation", zh: "重置视图旋转" },
	icon: undoDotIcon,
	group: "orientation",
	shortcuts: ["Alt+0"],
	isEnabled: ({ orientation }) => orientation.angle !== 0 || orientation.isMirrored,
	perform: () => [{ type: "view", request: { type: "upright" } }],
};

export const orientationActions: readonly Action[] = [rotateLeft, rotateRight, mirror, reset];

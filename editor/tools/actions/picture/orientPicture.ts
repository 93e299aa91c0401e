// Actions that turn and mirror the picture with everything on it. No sample is changed.

import rotateLeftIcon from "@lucide/icons/icons/rotate-ccw-square";
import rotateRightIcon from "@lucide/icons/icons/rotate-cw-square";
// Lucide names these by the direction of the line, which is the other way round.
import flipVerticalIcon from "@lucide/icons/icons/triangles-centerline-dashed-horizontal";
import flipHorizontalIcon from "@lucide/icons/icons/triangles-centerline-dashed-vertical";
import { FLIP_HORIZONTALLY, FLIP_VERTICALLY, type Orientation, TURN_LEFT, TURN_RIGHT } from "../../../raster";
import type { Action } from "../../action";

function orienting(
	orientation: Orientation,
	action: Pick<Action, "id" | "label" | "shortcuts"> & Required<Pick<Action, "icon">>,
): Action {
	return {
		...action,
		group: "picture",
		isEnabled: ({ document }) => document !== null,
		perform: () => [{ type: "commands", commands: [{ type: "canvas.orient", orientation }] }],
	};
}

export const rotateLeft = orienting(TURN_LEFT, {
	id: "picture.rotateLeft",
	label: { en: "Rotate 90° left", zh: "向左旋转 90°" },
	icon: rotateLeftIcon,
	shortcuts: ["Alt+Shift+T"],
});

export const rotateRight = orienting(TURN_RIGHT, {
	id: "picture.rotateRight",
	label: { en: "Rotate 90° right", zh: "向右旋转 90°" },
	icon: rotateRightIcon,
	shortcuts: ["Alt+T"],
});

export const flipHorizontally = orienting(FLIP_HORIZONTALLY, {
	id: "picture.flipHorizontal",
	label: { en: "Flip horizontal", zh: "水平翻转" },
	icon: flipHorizontalIcon,
	shortcuts: ["Alt+X"],
});

export const flipVertically = orienting(FLIP_VERTICALLY, {
	id: "picture.flipVertical",
	label: { en: "Flip vertical", zh: "垂直翻转" },
	icon: flipVerticalIcon,
	shortcuts: ["Alt+Shift+X"],
});

// Rotates the selected objects together about their common centre: by a quarter turn, or by 15 degrees.
import rotateCcwIcon from "@lucide/icons/icons/rotate-ccw-square";
import rotateCwIcon from "@lucide/icons/icons/rotate-cw-square";
import { centreOfBoxes, keepOnWholePixels, rotateBox } from "../../../document";
import type { Action } from "../../action";
import type { IconData } from "../../icon";
import type { Label } from "../../label";
import { changeableObjects, changeObjects, objectAction } from "./objectAction";

function rotate(id: string, label: Label, shortcut: string, degrees: number, icon?: IconData): Action {
	return objectAction({
		id,
		label,
		...(icon && { icon }),
		shortcuts: [shortcut],
		isRepeated: Math.abs(degrees) < 90,
		perform(context) {
			const objects = changeableObjects(context);
			const about = centreOfBoxes(objects);
			return changeObjects(objects, (object) => keepOnWholePixels(object, rotateBox(object, about, degrees)));
		},
	});
}

export const rotateActions: readonly Action[] = [
	rotate("object.rotateLeft", { en: "Rotate 90° left", zh: "逆时针旋转 90°" }, "Alt+Shift+R", -90, rotateCcwIcon),
	rotate("object.rotateRight", { en: "Rotate 90° right", zh: "顺时针旋转 90°" }, "Alt+R", 90, rotateCwIcon),
	rotate("object.turnLeft", { en: "Rotate 15° left", zh: "逆时针旋转 15°" }, "Alt+[", -15),
	rotate("object.turnRight", { en: "Rotate 15° right", zh: "顺时针旋转 15°" }, "Alt+]", 15),
];

// Flips the selected objects together, as seen on the canvas: a rotated object is mirrored with its rotation.
// Lucide names the line in the middle: a vertical one mirrors left and right.

import flipVerticalIcon from "@lucide/icons/icons/triangles-centerline-dashed-horizontal";
import flipHorizontalIcon from "@lucide/icons/icons/triangles-centerline-dashed-vertical";
import { boundsOfBoxes, keepOnWholePixels, rectCentre } from "../../../document";
import { moveRect, normalizeAngle } from "../../../raster";
import type { Action } from "../../action";
import type { IconData } from "../../icon";
import type { Label } from "../../label";
import { changeableObjects, changeObjects, objectAction } from "./objectAction";

function flip(id: string, label: Label, icon: IconData, shortcut: string, isHorizontal: boolean): Action {
	return objectAction({
		id,
		label,
		icon,
		shortcuts: [shortcut],
		perform(context) {
			const objects = changeableObjects(context);
			const bounds = boundsOfBoxes(objects);
			if (bounds === null) return [];
			const about = rectCentre(bounds);
			return changeObjects(objects, (object) => {
				const { place, angle = 0, isFlippedX = false, isFlippedY = false } = object;
				const centre = rectCentre(place);
				const mirrored = isHorizontal
					? moveRect(place, 2 * (about.x - centre.x), 0)
					: moveRect(place, 0, 2 * (about.y - centre.y));
				return {
					...keepOnWholePixels(object, { place: mirrored, angle: normalizeAngle(-angle) }),
					...(isHorizontal ? { isFlippedX: !isFlippedX } : { isFlippedY: !isFlippedY }),
				};
			});
		},
	});
}

export const flipActions: readonly Action[] = [
	flip("object.flipHorizontal", { en: "Flip horizontally", zh: "水平翻转" }, flipHorizontalIcon, "Alt+Shift+H", true),
	flip("object.flipVertical", { en: "Flip vertically", zh: "垂直翻转" }, flipVerticalIcon, "Alt+Shift+V", false),
];

// Aligns the selected objects by their bounds on the canvas: with each other, or with the picture if only one is selected.

import middleIcon from "@lucide/icons/icons/align-center-horizontal";
import centreIcon from "@lucide/icons/icons/align-center-vertical";
import bottomIcon from "@lucide/icons/icons/align-end-horizontal";
import rightIcon from "@lucide/icons/icons/align-end-vertical";
import topIcon from "@lucide/icons/icons/align-start-horizontal";
import leftIcon from "@lucide/icons/icons/align-start-vertical";
import { boundsOfBoxes, boxBounds, rectCentre } from "../../../document";
import { type Rect, rectOf } from "../../../raster";
import type { Action } from "../../action";
import type { IconData } from "../../icon";
import type { Label } from "../../label";
import { changeableObjects, changeObjects, movedBy, objectAction, selectedObjects } from "./objectAction";

/** The offset that aligns bounds with a target. */
type Offset = (bounds: Rect, target: Rect) => { readonly x?: number; readonly y?: number };

function align(id: string, label: Label, icon: IconData, shortcut: string, offset: Offset): Action {
	return objectAction({
		id: `object.align${id}`,
		label,
		icon,
		shortcuts: [shortcut],
		perform(context) {
			const { document } = context;
			const selected = selectedObjects(context);
			if (document === null) return [];
			// A locked object stays where it is, and the others are aligned with it.
			const target = (selected.length > 1 ? boundsOfBoxes(selected) : null) ?? rectOf(document.picture);
			return changeObjects(changeableObjects(context), (object) => {
				const { x = 0, y = 0 } = offset(boxBounds(object), target);
				return movedBy(object, x, y);
			});
		},
	});
}

export const alignActions: readonly Action[] = [
	align("Left", { en: "Align left edges", zh: "左对齐" }, leftIcon, "Alt+A", (bounds, target) => ({
		x: target.left - bounds.left,
	})),
	align("Centre", { en: "Align horizontal centres", zh: "水平居中对齐" }, centreIcon, "Alt+H", (bounds, target) => ({
		x: rectCentre(target).x - rectCentre(bounds).x,
	})),
	align("Right", { en: "Align right edges", zh: "右对齐" }, rightIcon, "Alt+D", (bounds, target) => ({
		x: target.right - bounds.right,
	})),
	align("Top", { en: "Align top edges", zh: "顶部对齐" }, topIcon, "Alt+W", (bounds, target) => ({
		y: target.top - bounds.top,
	})),
	align("Middle", { en: "Align vertical centres", zh: "垂直居中对齐" }, middleIcon, "Alt+V", (bounds, target) => ({
		y: rectCentre(target).y - rectCentre(bounds).y,
	})),
	align("Bottom", { en: "Align bottom edges", zh: "底部对齐" }, bottomIcon, "Alt+S", (bounds, target) => ({
		y: target.bottom - bounds.bottom,
	})),
];

// Position, size and angle of the selected objects as numbers that can be typed. The position is the upper left corner of
// what is seen; the size is that before rotation. Several objects have the position and the size of their bounds.

import { estimateText, type MeasureText } from "../../annotations";
import {
	boundsOfBoxes,
	boxBounds,
	type DocumentCommand,
	type ObjectChanges,
	type PlacedObject,
	rectAround,
	rectCentre,
	setObject,
} from "../../document";
import { moveRect, normalizeAngle, type Rect, type Size, sizeOf } from "../../raster";

import { changesForBox } from "./annotationBox";

const angleOf = ({ angle }: PlacedObject) => (angle === undefined ? {} : { angle });

export interface ObjectNumbers {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
	/** Of the lowest object. */
	readonly angle: number;
}

/** null: there are no objects. */
export function objectNumbers(objects: readonly PlacedObject[]): ObjectNumbers | null {
	const [first] = objects;
	const bounds = boundsOfBoxes(objects);
	if (first === undefined || bounds === null) return null;
	const size = sizeOf(objects.length === 1 ? first.place : bounds);
	return { x: bounds.left, y: bounds.top, ...size, angle: first.angle ?? 0 };
}

/**
 * The commands that give the objects one of these numbers. A side that changes keeps the upper left corner where it is;
 * `keepsRatio`: the other side follows. Several objects are always scaled in proportion.
 */
export function setObjectNumber(
	objects: readonly PlacedObject[],
	field: keyof ObjectNumbers,
	value: number,
	keepsRatio: boolean,
	measure: MeasureText = estimateText,
): readonly DocumentCommand[] {
	const before = objectNumbers(objects);
	if (before === null) return [];
	const isProportionate = keepsRatio || objects.length > 1;
	const changed = (object: PlacedObject): ObjectChanges => {
		switch (field) {
			case "x":
				return { place: moveRect(object.place, value - before.x, 0) };
			case "y":
				return { place: moveRect(object.place, 0, value - before.y) };
			case "angle":
				return { angle: normalizeAngle(value) };
			case "width":
			case "height":
				return changesForBox(
					object,
					{ ...angleOf(object), place: resized(object, field, value / before[field], isProportionate, before) },
					measure,
				);
		}
	};
	return objects.map((object) => setObject(object, changed(object)));
}

/** Scaled about the upper left corner of all objects, as they are seen. */
function resized(
	object: PlacedObject,
	field: keyof Size,
	factor: number,
	isProportional: boolean,
	{ x, y }: Pick<ObjectNumbers, "x" | "y">,
): Rect {
	const { width, height } = sizeOf(object.place);
	const size = {
		width: isProportional || field === "width" ? width * factor : width,
		height: isProportional || field === "height" ? height * factor : height,
	};
	const placed = rectAround(rectCentre(object.place), size);
	const [from, to] = [boxBounds(object), boxBounds({ place: placed, angle: object.angle ?? 0 })];
	const spread = isProportional ? factor : 1;
	return moveRect(placed, x + (from.left - x) * spread - to.left, y + (from.top - y) * spread - to.top);
}

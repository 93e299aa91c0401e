// Moving the selected objects by the arrow keys: 1 pixel, with Shift 10. Consecutive moves of the same objects are one step
// of the history, so that a held key is undone at once.
import { moveRect } from "../../../raster";
import type { Action } from "../../action";
import type { Label } from "../../label";
import { changeableObjects, changeObjects, objectAction } from "./objectAction";

/** In picture pixels. */
const LARGE_STEP = 10;

const DIRECTIONS: readonly { readonly key: string; readonly dx: number; readonly dy: number; readonly label: Label }[] =
	[
		{ key: "Left", dx: -1, dy: 0, label: { en: "Move object left", zh: "对象左移" } },
		{ key: "Right", dx: 1, dy: 0, label: { en: "Move object right", zh: "对象右移" } },
		{ key: "Up", dx: 0, dy: -1, label: { en: "Move object up", zh: "对象上移" } },
		{ key: "Down", dx: 0, dy: 1, label: { en: "Move object down", zh: "对象下移" } },
	];

function nudge({ key, dx, dy, label }: (typeof DIRECTIONS)[number], step: number): Action {
	const id = `object.move${key}`;
	const isLarge = step > 1;
	return objectAction({
		id: isLarge ? `${id}Far` : id,
		...(isLarge ? { variantOf: id } : {}),
		label,
		shortcuts: [isLarge ? `Shift+Arrow${key}` : `Arrow${key}`],
		needsCanvas: true,
		isRepeated: true,
		perform(context) {
			const objects = changeableObjects(context);
			const merge = `object.move ${objects.map((object) => object.id).join(" ")}`;
			return changeObjects(objects, ({ place }) => ({ place: moveRect(place, dx * step, dy * step) }), merge);
		},
	});
}

export const nudgeActions: readonly Action[] = [
	...DIRECTIONS.map((direction) => nudge(direction, 1)),
	...DIRECTIONS.map((direction) => nudge(direction, LARGE_STEP)),
];

// Distributes at least three selected objects with equal gaps between their bounds; together they keep their extent.
import horizontalIcon from "@lucide/icons/icons/align-horizontal-space-between";
import verticalIcon from "@lucide/icons/icons/align-vertical-space-between";
import { boundsOfBoxes, boxBounds, type PlacedObject } from "../../../document";
import type { Rect } from "../../../raster";
import type { Action } from "../../action";
import type { IconData } from "../../icon";
import type { Label } from "../../label";
import { changeableObjects, changeObjects, movedBy, objectAction } from "./objectAction";

const FEWEST = 3;

type Edges = (rect: Rect) => readonly [start: number, end: number];

const horizontal: Edges = ({ left, right }) => [left, right];
const vertical: Edges = ({ top, bottom }) => [top, bottom];

/** The offset of each object along the axis, by its id. */
function offsets(objects: readonly PlacedObject[], edges: Edges): ReadonlyMap<string, number> {
	const found = new Map<string, number>();
	const extent = boundsOfBoxes(objects);
	if (extent === null) return found;
	const centre = (object: PlacedObject) => edges(boxBounds(object)).reduce((sum, edge) => sum + edge, 0) / 2;
	const sorted = [...objects].sort((a, b) => centre(a) - centre(b));
	const lengths = sorted.map((object) => {
		const [start, end] = edges(boxBounds(object));
		return end - start;
	});
	const [from, to] = edges(extent);
	const gap = (to - from - lengths.reduce((sum, length) => sum + length, 0)) / (objects.length - 1);
	let at = from;
	for (const [i, object] of sorted.entries()) {
		found.set(object.id, at - edges(boxBounds(object))[0]);
		at += (lengths[i] ?? 0) + gap;
	}
	return found;
}

function distribute(id: string, label: Label, icon: IconData, edges: Edges): Action {
	return objectAction({
		id,
		label,
		icon,
		shortcuts: [],
		isEnabled: (context) => changeableObjects(context).length >= FEWEST,
		perform(context) {
			const objects = changeableObjects(context);
			const found = offsets(objects, edges);
			return changeObjects(objects, (object) => {
				const by = found.get(object.id) ?? 0;
				return edges === horizontal ? movedBy(object, by, 0) : movedBy(object, 0, by);
			});
		},
	});
}

export const distributeActions: readonly Action[] = [
	distribute(
		"object.distributeHorizontal",
		{ en: "Distribute horizontally", zh: "水平分布" },
		horizontalIcon,
		horizontal,
	),
	distribute("object.distributeVertical", { en: "Distribute vertically", zh: "垂直分布" }, verticalIcon, vertical),
];

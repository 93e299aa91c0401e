// The box around the selected objects with its handles, and their cursors. Pure arithmetic in picture pixels.
import { boundsOfBoxes, isPickable, type PlacedBox, type PlacedObject } from "../../document";
import { HANDLES, type Handle, type ObjectPreview, type ToolView } from "../tool";
import { handlesOf } from "./annotationBox";

const CORNERS: readonly Handle[] = ["nw", "ne", "se", "sw", "rotate"];
const CROP_HANDLES = HANDLES.filter((handle) => handle !== "rotate");

/** The selected objects that the pointer can change. */
export function draggableObjects(all: readonly PlacedObject[], selected: readonly string[]): readonly PlacedObject[] {
	return all.filter((layer) => selected.includes(layer.id) && isPickable(layer));
}

/** The rotated box of one object; of several, the upright box around them; null: of none. */
export function boxOfObjects(objects: readonly PlacedObject[]): PlacedBox | null {
	const [first] = objects;
	if (objects.length === 1 && first !== undefined) return first;
	const place = boundsOfBoxes(objects);
	return place && { place };
}

/** The box that has handles, and which: sides only for one object, because another one that is rotated would be skewed. */
export function objectHandles(
	all: readonly PlacedObject[],
	selected: readonly string[],
	{ preview, isCropping }: { readonly preview: ObjectPreview | null; readonly isCropping: boolean },
): { readonly box: PlacedBox; readonly handles: readonly Handle[] } | null {
	const objects = draggableObjects(all, selected);
	const box = preview?.box ?? boxOfObjects(objects);
	if (box === null) return null;
	const [first, ...others] = objects;
	const own = first === undefined || others.length > 0 ? CORNERS : handlesOf(first);
	return { box, handles: isCropping ? CROP_HANDLES : own };
}

const CURSORS = ["ns-resize", "nesw-resize", "ew-resize", "nwse-resize"] as const;
const CLOCKWISE: readonly Handle[] = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

/** The cursor over a handle of a box that is rotated by degrees, in a view that is turned itself. */
export function handleCursor(handle: Handle, angle: number, view: Pick<ToolView, "angle" | "isMirrored">): string {
	if (handle === "rotate") return "grab";
	const turned = CLOCKWISE.indexOf(handle) * 45 + angle;
	const eighths = Math.round(((view.isMirrored ? -turned : turned) + view.angle) / 45);
	return CURSORS[((eighths % 4) + 4) % 4] ?? "move";
}

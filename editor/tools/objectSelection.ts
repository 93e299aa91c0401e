// The box around the selected objects, and its handles. Pure arithmetic in picture pixels.
import { boundsOfBoxes, isPickable, type PlacedBox, type ReferenceLayer } from "../document";
import { HANDLES, type Handle, type ObjectPreview } from "./tool";

const CORNERS: readonly Handle[] = ["nw", "ne", "se", "sw", "rotate"];

/** The selected objects that the pointer can change. */
export function changeableObjects(
	references: readonly ReferenceLayer[],
	selected: readonly string[],
): readonly ReferenceLayer[] {
	return references.filter((layer) => selected.includes(layer.id) && isPickable(layer));
}

/** The rotated box of one object; of several, the upright box around them; null: of none. */
export function boxOfObjects(objects: readonly ReferenceLayer[]): PlacedBox | null {
	const [first] = objects;
	if (objects.length === 1 && first !== undefined) return first;
	const place = boundsOfBoxes(objects);
	return place && { place };
}

/** The box that has handles, and which. Several objects keep their ratio, because a rotated one among them would be skewed. */
export function objectHandles(
	references: readonly ReferenceLayer[],
	selected: readonly string[],
	preview: ObjectPreview | null,
): { readonly box: PlacedBox; readonly handles: readonly Handle[] } | null {
	const objects = changeableObjects(references, selected);
	const box = preview?.box ?? boxOfObjects(objects);
	return box && { box, handles: objects.length === 1 ? HANDLES : CORNERS };
}

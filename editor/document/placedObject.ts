// Objects: placed pictures and annotations. They are selected, moved, ordered and removed alike; annotations lie above the
// pictures. What only one of the two has is ignored by the other.

import { moveRect, type Point } from "../raster";
import { type Annotation, type AnnotationChanges, withAnnotationProperties } from "./annotation";
import type { DocumentCommand } from "./commands";
import type { DocumentTree } from "./document";
import type { ReferenceLayer } from "./placedPicture";
import { type ReferenceProperties, withReferenceProperties } from "./referenceProperties";
import { unusedId } from "./unusedId";

export type PlacedObject = ReferenceLayer | Annotation;

export type ObjectChanges = Partial<ReferenceProperties> & AnnotationChanges;

/** The lists of a document that hold objects. */
export type ObjectLists = Pick<DocumentTree, "references" | "annotations">;

export function isAnnotation(object: PlacedObject): object is Annotation {
	return "kind" in object;
}

export function isPlacedPicture(object: PlacedObject): object is ReferenceLayer {
	return !isAnnotation(object);
}

/** From bottom to top. */
export function objectsOf({ references, annotations }: ObjectLists): readonly PlacedObject[] {
	if (annotations.length === 0) return references;
	return references.length === 0 ? annotations : [...references, ...annotations];
}

export function selectedObjectsOf(lists: ObjectLists, ids: readonly string[]): readonly PlacedObject[] {
	if (ids.length === 0) return [];
	const selected = new Set(ids);
	return objectsOf(lists).filter(({ id }) => selected.has(id));
}

/** Returns the same object if nothing changes. */
export function withObjectChanges<Placed extends PlacedObject>(object: Placed, changes: ObjectChanges): Placed {
	const changed = isAnnotation(object)
		? withAnnotationProperties(object, changes)
		: withReferenceProperties(object, changes);
	return changed as Placed;
}

export function setObject(object: PlacedObject, changes: ObjectChanges): DocumentCommand {
	if (isAnnotation(object)) return { type: "annotation.set", annotation: object.id, changes };
	return { type: "reference.set", reference: object.id, changes };
}

export function addObject(object: PlacedObject): DocumentCommand {
	if (isAnnotation(object)) return { type: "annotation.add", annotation: object };
	return { type: "reference.add", reference: object };
}

export function removeObject(object: PlacedObject): DocumentCommand {
	if (isAnnotation(object)) return { type: "annotation.remove", annotation: object.id };
	return { type: "reference.remove", reference: object.id };
}

/** `to` counts from 0 at the bottom, within the objects of its kind. */
export function moveObject(object: PlacedObject, to: number): DocumentCommand {
	if (isAnnotation(object)) return { type: "annotation.move", annotation: object.id, to };
	return { type: "reference.move", reference: object.id, to };
}

/** Copies with ids of their own that lie elsewhere by an offset. A copy of a locked object is not locked, so that it can be moved. */
export function copiesOf(
	originals: readonly PlacedObject[],
	lists: ObjectLists,
	offset: Point,
): readonly PlacedObject[] {
	const copies: PlacedObject[] = [];
	const all = objectsOf(lists);
	for (const { isLocked: _, ...original } of originals) {
		const id = unusedId("object", [...all, ...copies]);
		const copy = { ...original, id, place: moveRect(original.place, offset.x, offset.y) } as PlacedObject;
		copies.push(copy);
	}
	return copies;
}

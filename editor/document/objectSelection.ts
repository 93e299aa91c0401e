// The selection of objects as a list of ids. It is part of the view, not of the document, and follows the document's changes.
import type { DocumentTree } from "./document";
import { type ObjectLists, objectsOf, selectedObjectsOf } from "./placedObject";

/** Returns the ids of the document's objects among `ids`, from bottom to top; the same array if they are `before`. */
export function selectionOf(lists: ObjectLists, ids: readonly string[], before: readonly string[]): readonly string[] {
	const selected = selectedObjectsOf(lists, ids).map(({ id }) => id);
	return selected.length === before.length && selected.every((id, i) => id === before[i]) ? before : selected;
}

/**
 * The selection after a change of the document: objects that have appeared (added, duplicated, or restored by undo) are
 * selected in place of the others, and removed ones are left out.
 */
export function selectionAfter(
	before: DocumentTree,
	after: DocumentTree,
	selected: readonly string[],
): readonly string[] {
	if (before.references === after.references && before.annotations === after.annotations) return selected;
	const appeared = appearedObjects(before, after);
	return selectionOf(after, appeared.length > 0 ? appeared : selected, selected);
}

export function appearedObjects(before: DocumentTree, after: DocumentTree): readonly string[] {
	const known = new Set(objectsOf(before).map(({ id }) => id));
	return objectsOf(after)
		.filter(({ id }) => !known.has(id))
		.map(({ id }) => id);
}

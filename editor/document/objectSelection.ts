// The selection of objects as a list of ids. It is part of the view, not of the document, and follows the document's changes.
import type { DocumentTree } from "./document";

/** Returns the ids of the document's objects among `ids`, from bottom to top; the same array if they are `before`. */
export function selectionOf(
	{ references }: Pick<DocumentTree, "references">,
	ids: readonly string[],
	before: readonly string[],
): readonly string[] {
	const wanted = new Set(ids);
	const selected = references.filter(({ id }) => wanted.has(id)).map(({ id }) => id);
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
	if (before.references === after.references) return selected;
	const appeared = appearedObjects(before, after);
	return selectionOf(after, appeared.length > 0 ? appeared : selected, selected);
}

export function appearedObjects(before: DocumentTree, after: DocumentTree): readonly string[] {
	const known = new Set(before.references.map(({ id }) => id));
	return after.references.filter(({ id }) => !known.has(id)).map(({ id }) => id);
}

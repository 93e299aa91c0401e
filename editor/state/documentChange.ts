// Compares two versions of a document and tells which of their layers must be redrawn.
import { type DocumentTree, editMasks, pictureLayers, visibleCoverages, visibleParts } from "../document";
import { isEmpty } from "../raster";

export function hasMask(document: DocumentTree): boolean {
	return visibleCoverages(document).some((coverage) => !isEmpty(coverage));
}

/** True if the painted coverage differs. A canvas that has grown has new mask objects with the same coverage painted on them. */
export function haveMasksChanged(before: DocumentTree | undefined, after: DocumentTree): boolean {
	if (before === undefined || before.masks === after.masks || before.picture !== after.picture) return false;
	return after.masks.some((mask, i) => before.masks[i]?.coverage !== mask.coverage);
}

/** True if the overlay must be redrawn: the edit frame, the guides, the canvas size or the active mask. */
export function hasFrameChanged(before: DocumentTree | undefined, after: DocumentTree): boolean {
	if (before?.guides !== after.guides) return true;
	return before?.frame !== after.frame || before.picture !== after.picture || before.activeMask !== after.activeMask;
}

/** True if anything that makes the picture or its candidates differs. */
export function havePicturesChanged(before: DocumentTree | undefined, after: DocumentTree): boolean {
	if (before === undefined) return true;
	const { picture, results, accepted } = before;
	const [parts, partsAfter] = [visibleParts(before), visibleParts(after)];
	if (parts.length !== partsAfter.length || parts.some((part, i) => part !== partsAfter[i])) return true;
	if (before.adjustments !== after.adjustments) return true;
	return picture !== after.picture || results !== after.results || accepted !== after.accepted;
}

/** True if the user has painted or framed the area of the next edit. Keeping a result and changing the canvas do not count. */
export function isEditAreaChosen(before: DocumentTree, after: DocumentTree): boolean {
	if (before.accepted !== after.accepted || before.picture !== after.picture) return false;
	if (before.frame !== after.frame && after.frame !== null) return true;
	const coverages = new Map(editMasks(before).map(({ id, coverage }) => [id, coverage]));
	return editMasks(after).some(({ id, coverage }) => coverages.get(id) !== coverage && !isEmpty(coverage));
}

/** Nothing was added to the picture and the canvas is the imported picture's: the imported samples are the picture. */
export function isUnedited(document: DocumentTree): boolean {
	const { picture } = document;
	return pictureLayers(document).length === 0 && picture.imported === undefined && picture.orientation === undefined;
}

// What of a document is another after a step, so that only that is drawn again; and what is asked of a document at once.
import { type DocumentTree, visibleCoverages } from "../document/index";
import { isEmpty } from "../raster/index";

export function hasMask(document: DocumentTree): boolean {
	return visibleCoverages(document).some((coverage) => !isEmpty(coverage));
}

/** What was painted. A canvas that grew has other masks, and the same painted on them. */
export function haveMasksChanged(before: DocumentTree | undefined, after: DocumentTree): boolean {
	if (before === undefined || before.masks === after.masks || before.picture !== after.picture) return false;
	return after.masks.some((mask, i) => before.masks[i]?.coverage !== mask.coverage);
}

/** What is drawn over everything else. */
export function hasFrameChanged(before: DocumentTree | undefined, after: DocumentTree): boolean {
	return before?.frame !== after.frame || before.picture !== after.picture || before.activeMask !== after.activeMask;
}

/** Anything but masks and the frame. */
export function havePicturesChanged(before: DocumentTree | undefined, after: DocumentTree): boolean {
	if (before === undefined) return true;
	const { picture, references, results, accepted } = before;
	return (
		picture !== after.picture ||
		references !== after.references ||
		results !== after.results ||
		accepted !== after.accepted
	);
}

/** Nothing was accepted and nothing added: the imported samples are the picture. */
export function isUnedited({ accepted, picture }: DocumentTree): boolean {
	return accepted.length === 0 && picture.imported === undefined;
}

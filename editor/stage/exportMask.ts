// The mask of a document as it is sent: encoded, read back by another way, and refused where it would make no sense.
import { checkMaskPng, encodeMaskPng } from "../codec";
import { type DocumentTree, editCoverage } from "../document";
import { countEdited } from "../raster";
import { EditorError, type ExportedMask } from "../types";

/** The largest mask that every server takes. */
const MAX_SENT_MASK = 4_000_000;

export function exportMask(document: DocumentTree | null, allowEverything: boolean): ExportedMask {
	if (document === null) throw new EditorError("no-picture");
	const coverage = editCoverage(document);
	const { width, height } = coverage;
	const edited = countEdited(coverage);
	if (edited === 0) throw new EditorError("nothing-masked");
	if (edited === width * height && !allowEverything) throw new EditorError("everything-masked");
	const png = encodeMaskPng(coverage);
	const checked = checkMaskPng(png);
	if (checked.width !== width || checked.height !== height || checked.editPixels !== edited) {
		throw new EditorError("mask-size-mismatch", { width: checked.width, height: checked.height });
	}
	if (png.length > MAX_SENT_MASK) throw new EditorError("mask-too-large", { bytes: png.length, limit: MAX_SENT_MASK });
	return { png, width, height, editPixels: edited };
}

// Blending a placed picture in: it becomes a part of the picture, and its outline with a margin the only mask. Pure.
import { type Coverage, containsRect, differingTiles, editBounds, emptyCoverage, isEmpty, sizeOf } from "../raster";
import type { DocumentCommand } from "./commands";
import { type DocumentTree, editMasks, type MaskLayer, nextMask } from "./document";
import type { ReferenceLayer } from "./placedPicture";

/** The least margin around a placed picture, in picture pixels, and its share of the shorter side. */
const MIN_MARGIN = 8;
const MARGIN_SHARE = 0.06;

/** The width of the surroundings that the model may change, in picture pixels. */
export function blendMargin({ place }: Pick<ReferenceLayer, "place">): number {
	const { width, height } = sizeOf(place);
	return Math.max(MIN_MARGIN, Math.round(MARGIN_SHARE * Math.min(width, height)));
}

/** One step of the history. `outline`: of the placed picture with its margin, of the picture's size. */
export function blendInCommands(document: DocumentTree, id: string, outline: Coverage): readonly DocumentCommand[] {
	const mask = maskToReplace(document);
	const bounds = editBounds(outline);
	const isFramed = document.frame === null || (bounds !== null && containsRect(document.frame, bounds));
	const others = editMasks(document).filter((other) => {
		return other.id !== mask?.id && other.isVisible && !isEmpty(other.coverage);
	});
	return [
		{ type: "reference.set", reference: id, changes: { isPart: true, isVisible: true } },
		...(mask === undefined
			? [{ type: "mask.add" as const, mask: { ...nextMask(document), coverage: outline } }]
			: replaceMask(mask, outline)),
		...others.map((other): DocumentCommand => ({ type: "mask.set", mask: other.id, changes: { isVisible: false } })),
		...(isFramed ? [] : [{ type: "frame.set" as const, frame: null }]),
	];
}

function replaceMask(mask: MaskLayer, outline: Coverage): readonly DocumentCommand[] {
	const coverage = mask.coverage.width === outline.width ? mask.coverage : emptyCoverage(outline);
	return [
		{ type: "mask.select", mask: mask.id },
		{ type: "mask.set", mask: mask.id, changes: { isVisible: true } },
		{ type: "mask.setTiles", mask: mask.id, tiles: differingTiles(coverage, outline) },
	];
}

/** The active mask, or the topmost other one, that may be painted and says nothing of its own; undefined: there is none. */
function maskToReplace(document: DocumentTree): MaskLayer | undefined {
	const free = editMasks(document).filter(({ isLocked, note = "" }) => !isLocked && note.trim() === "");
	return free.find(({ id }) => id === document.activeMask) ?? free.at(-1);
}

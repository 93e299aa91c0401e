// Creates a new document from an earlier state of another: the imported picture and its first accepted edits, on the
// canvas of that time.
import {
	combinePlacements,
	cropCoverage,
	intersectRects,
	isEmptyRect,
	isSameRect,
	isUnmoved,
	moveRect,
	placePaint,
	type Rect,
	rectOf,
	runToEnd,
	UNMOVED,
} from "../raster";
import { movedAdjustment } from "./adjustments";
import { createDocument, type DocumentTree, importedRect, pictureExtent } from "./document";

/** Returns the canvas after the first `steps` accepted edits, in pixels of the present canvas. */
function canvasAfter({ picture, accepted }: DocumentTree, steps: number): Rect {
	const whole = pictureExtent(picture, accepted.slice(0, steps));
	// Areas that were cropped away since stay away.
	const kept = intersectRects(whole, rectOf(picture));
	return isEmptyRect(kept) ? whole : kept;
}

/**
 * Copies accepted edits, the masks of their accepted parts, references, annotations, paint and guides; edit masks, candidates and history are
 * not copied.
 */
export function branchDocument(document: DocumentTree, steps: number, id: string): DocumentTree {
	const { left, top, right, bottom } = canvasAfter(document, steps);
	const { image, name, orientation } = document.picture;
	const size = { width: right - left, height: bottom - top };
	const imported = moveRect(importedRect(document.picture), -left, -top);
	const branched = createDocument(id, {
		...{ image, name, ...size },
		...(isSameRect(imported, rectOf(size)) ? {} : { imported }),
		...(orientation ? { orientation } : {}),
	});
	const accepted = document.accepted.slice(0, steps);
	const acceptedParts = document.masks.filter(({ of }) => accepted.some((layer) => layer.id === of));
	const adjustments = document.adjustments?.map((layer) => movedAdjustment(layer, { x: -left, y: -top }));
	return {
		...branched,
		...(adjustments ? { adjustments } : {}),
		masks: [
			...branched.masks,
			...acceptedParts.map((mask) => ({
				...mask,
				coverage: runToEnd(cropCoverage(mask.coverage, { left, top, right, bottom })),
				...(mask.beyond && { beyond: { ...mask.beyond, place: moveRect(mask.beyond.place, -left, -top) } }),
			})),
		],
		accepted: accepted.map(({ moved = UNMOVED, ...layer }) => {
			const at = combinePlacements(moved, { x: -left, y: -top });
			return isUnmoved(at) ? layer : { ...layer, moved: at };
		}),
		paints: document.paints.map((paint) => ({
			...paint,
			tiles: placePaint(paint.tiles, document.picture, size, { x: -left, y: -top }),
		})),
		activePaint: document.activePaint,
		references: document.references.map((layer) => ({ ...layer, place: moveRect(layer.place, -left, -top) })),
		annotations: document.annotations.map((one) => ({ ...one, place: moveRect(one.place, -left, -top) })),
		guides: document.guides.map((guide) => ({ ...guide, at: guide.at - (guide.axis === "x" ? left : top) })),
	};
}

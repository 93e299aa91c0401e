// A document of its own from an earlier state of another: the imported picture and the first of its edits, on the canvas
// as it was then.
import { cropCoverage, encloseRects, moveRect, type Rect, runToEnd } from "../raster";
import { createDocument, type DocumentTree, importedRect } from "./document";

const STILL = { x: 0, y: 0 };

/** Where the picture as it was after so many edits lies in what it is now. */
function canvasAfter({ picture, accepted }: DocumentTree, steps: number): Rect {
	return accepted.slice(0, steps).reduce((canvas, { edit, moved = STILL }) => {
		return edit === undefined ? canvas : encloseRects(canvas, moveRect(edit.plan.canvas, moved.x, moved.y));
	}, importedRect(picture));
}

/** Masks, candidates and history stay behind; what is taken of the answers and references go along. */
export function branchDocument(document: DocumentTree, steps: number, id: string): DocumentTree {
	const { left, top, right, bottom } = canvasAfter(document, steps);
	const { image, name } = document.picture;
	const size = { width: right - left, height: bottom - top };
	const imported = moveRect(importedRect(document.picture), -left, -top);
	const isWhole = imported.right - imported.left === size.width && imported.bottom - imported.top === size.height;
	const branched = createDocument(id, { image, name, ...size, ...(isWhole ? {} : { imported }) });
	const accepted = document.accepted.slice(0, steps);
	const taken = document.masks.filter(({ of }) => accepted.some((layer) => layer.id === of));
	return {
		...branched,
		masks: [
			...branched.masks,
			...taken.map((mask) => ({
				...mask,
				coverage: runToEnd(cropCoverage(mask.coverage, { left, top, right, bottom })),
			})),
		],
		accepted: accepted.map(({ moved = STILL, ...layer }) => {
			const at = { x: moved.x - left, y: moved.y - top };
			return at.x === 0 && at.y === 0 ? layer : { ...layer, moved: at };
		}),
		references: document.references.map((layer) => ({ ...layer, place: moveRect(layer.place, -left, -top) })),
	};
}

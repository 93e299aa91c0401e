// Creates a new document from an earlier state of another: the imported picture and its first accepted edits, on the
// canvas of that time.
import { cropCoverage, encloseRects, moveRect, type Rect, runToEnd } from "../raster";
import { createDocument, type DocumentTree, importedRect } from "./document";

const NO_OFFSET = { x: 0, y: 0 };

/** Returns the canvas after the first `steps` accepted edits, in pixels of the present canvas. */
function canvasAfter({ picture, accepted }: DocumentTree, steps: number): Rect {
	return accepted.slice(0, steps).reduce((canvas, { edit, moved = NO_OFFSET }) => {
		return edit === undefined ? canvas : encloseRects(canvas, moveRect(edit.plan.canvas, moved.x, moved.y));
	}, importedRect(picture));
}

/** Copies accepted edits, the masks of their accepted parts and references; edit masks, candidates and history are not copied. */
export function branchDocument(document: DocumentTree, steps: number, id: string): DocumentTree {
	const { left, top, right, bottom } = canvasAfter(document, steps);
	const { image, name } = document.picture;
	const size = { width: right - left, height: bottom - top };
	const imported = moveRect(importedRect(document.picture), -left, -top);
	const isWhole = imported.right - imported.left === size.width && imported.bottom - imported.top === size.height;
	const branched = createDocument(id, { image, name, ...size, ...(isWhole ? {} : { imported }) });
	const accepted = document.accepted.slice(0, steps);
	const acceptedParts = document.masks.filter(({ of }) => accepted.some((layer) => layer.id === of));
	return {
		...branched,
		masks: [
			...branched.masks,
			...acceptedParts.map((mask) => ({
				...mask,
				coverage: runToEnd(cropCoverage(mask.coverage, { left, top, right, bottom })),
			})),
		],
		accepted: accepted.map(({ moved = NO_OFFSET, ...layer }) => {
			const at = { x: moved.x - left, y: moved.y - top };
			return at.x === 0 && at.y === 0 ? layer : { ...layer, moved: at };
		}),
		references: document.references.map((layer) => ({ ...layer, place: moveRect(layer.place, -left, -top) })),
	};
}

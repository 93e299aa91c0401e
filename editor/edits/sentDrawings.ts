// The annotations and the paint of a document, as an edit request conveys them: as coverage that joins the mask, as instructions in words,
// or as what is drawn over a picture (work/drawnCopy.ts).
import { annotationBounds, isAnnotationIn, outlineCoverage, sharedAnnotations } from "../annotations";
import { type Annotation, createMask, type DocumentTree, shownPaints } from "../document";
import { type EditPlan, locateInSent } from "../plan";
import { type Coverage, grow, paintCoverage, runToEnd, union } from "../raster";
import type { EditOptions, SentNote } from "../types";

/** The visible annotations that a request may show, from bottom to top: without sticky notes, which are for people only. */
export function drawingsIn({ annotations }: DocumentTree, { source }: Pick<EditPlan, "source">): readonly Annotation[] {
	return sharedAnnotations(annotations).filter((annotation) => isAnnotationIn(annotation, source));
}

const MASK_ID = "annotations";

/** The document that is planned and sent: with a mask for the annotations, where they are to be one. */
export function withDrawingMask(document: DocumentTree, { drawings, drawingsGrow = 0 }: EditOptions): DocumentTree {
	if (drawings !== "mask") return document;
	if (sharedAnnotations(document.annotations).length === 0 && shownPaints(document).length === 0) return document;
	const mask = { ...createMask(MASK_ID, document.picture), coverage: drawingCoverage(document, drawingsGrow) };
	return { ...document, masks: [...document.masks, mask] };
}

interface KnownCoverage extends Pick<DocumentTree, "paints"> {
	readonly growth: number;
	readonly coverage: Coverage;
}

/** Plans are made anew after every change of the document, most of which leave what is drawn as it is. */
const known = new WeakMap<readonly Annotation[], KnownCoverage>();

function drawingCoverage({ annotations, paints, picture }: DocumentTree, growth: number): Coverage {
	const before = known.get(annotations);
	const { width, height } = before?.coverage ?? {};
	const isSame = before?.growth === growth && before.paints === paints;
	if (isSame && width === picture.width && height === picture.height) return before.coverage;
	const drawn = union(picture, [
		...sharedAnnotations(annotations).map((annotation) => outlineCoverage(annotation, picture)),
		...shownPaints({ paints }).map(({ tiles }) => paintCoverage(picture, tiles)),
	]);
	const coverage = growth > 0 ? runToEnd(grow(drawn, growth)) : drawn;
	known.set(annotations, { growth, paints, coverage });
	return coverage;
}

/** The texts of callouts, by their numbers, and then of the others: instructions with their places. */
export function drawingNotes(document: DocumentTree, plan: EditPlan): readonly SentNote[] {
	const written = drawingsIn(document, plan).filter(({ text = "" }) => text.trim() !== "");
	const byNumber = [...written].sort((one, other) => orderOf(one) - orderOf(other));
	return byNumber.flatMap((annotation) => {
		const place = locateInSent(plan, annotationBounds(annotation));
		return place === null ? [] : [{ text: (annotation.text ?? "").trim(), place, isDrawing: true as const }];
	});
}

const orderOf = ({ kind, number = 0 }: Annotation): number => (kind === "callout" ? number : Number.POSITIVE_INFINITY);

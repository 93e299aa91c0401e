// What an edit sends: the picture as the plan cuts and scales it, the mask for it, and what was painted, to be kept.
import { type DocumentTree, editCoverage, visibleCoverages } from "../document";
import { computeEditPlan, type EditPlan, extractSource } from "../plan";
import { containsRect, editBounds, type Rect, rectOf, type Size, sizeOf } from "../raster";
import type { EditWishes, PreparedEdit } from "../types";
import { MAX_SENT_MASK } from "./exportMask";
import type { Patches } from "./patches";

/** Nothing is masked: the answer takes the place of the picture, edges and all. */
const WHOLE_EDGES = { pasteErode: 0, pasteFeather: 0, overlap: 0 };

interface Planned {
	readonly plan: EditPlan;
	/** Something is masked, or a frame adds something. */
	readonly hasMask: boolean;
}

export function planEdit(document: DocumentTree, wishes: EditWishes): Planned {
	const { rules, extent, context, maxPixels } = wishes;
	const { width, height } = document.picture;
	const picture = { width, height };
	const bounds = editBounds(editCoverage(document));
	const frame = document.frame ?? undefined;
	const request = { picture, rules, editBounds: bounds, frame, wish: extent, context, maxPixels };
	const hasMask = bounds !== null || reachesBeyond(frame, picture);
	return { plan: computeEditPlan(hasMask ? request : { ...request, edges: WHOLE_EDGES }), hasMask };
}

export async function prepareEdit(document: DocumentTree, patches: Patches, wishes: EditWishes): Promise<PreparedEdit> {
	const { store, workshop } = patches;
	await patches.sync(document);
	const { plan, hasMask } = planEdit(document, wishes);
	const { allowEverything = false } = wishes;
	const coverages = visibleCoverages(document);
	const mask = hasMask
		? await workshop.run({ type: "sendMask", plan, coverages, allowEverything, limit: MAX_SENT_MASK })
		: null;
	const painted = hasMask ? await workshop.run({ type: "coverageImage", size: plan.picture, coverages }) : null;
	const coverage = painted && (await store.put(new Blob([painted], { type: "image/png" })));
	const source = await workshop.runHere(patches.cut(document, plan.source));
	const sent = await workshop.runHere(extractSource(atOrigin(plan), source));
	return { edit: { plan, coverage }, picture: await workshop.run({ type: "encode", picture: sent }), mask };
}

/** The same plan for the source alone, as if it were the picture. */
function atOrigin(plan: EditPlan): EditPlan {
	const picture = sizeOf(plan.source);
	return { ...plan, picture, source: rectOf(picture) };
}

function reachesBeyond(frame: Rect | undefined, picture: Size): boolean {
	return frame !== undefined && !containsRect(rectOf(picture), frame);
}

// What an edit sends: the picture as the plan cuts and scales it, the mask for it, and what was painted, to be kept.
import type { DocumentTree } from "../document";
import { computeEditPlan, type EditPlan, extractSource } from "../plan";
import { editBounds, type Rect, type RgbaLevel, union } from "../raster";
import type { EditWishes, PreparedEdit } from "../types";
import { MAX_SENT_MASK } from "./exportMask";
import type { Patches } from "./patches";

/** Nothing is masked: the answer takes the place of the picture, edges and all. */
const WHOLE_EDGES = { pasteErode: 0, pasteFeather: 0, overlap: 0 };

export async function prepareEdit(
	document: DocumentTree,
	patches: Patches,
	{ rules, extent, context, maxPixels, allowEverything = false }: EditWishes,
): Promise<PreparedEdit> {
	const { store, workshop } = patches;
	await patches.sync(document);
	const { width, height } = document.picture;
	const picture = { width, height };
	const coverages = document.masks.filter(({ isVisible }) => isVisible).map(({ coverage }) => coverage);
	const bounds = editBounds(union(picture, coverages));
	const frame = document.frame ?? undefined;
	const request = { picture, rules, editBounds: bounds, frame, wish: extent, context, maxPixels };
	const hasMask = bounds !== null || reachesBeyond(frame, picture);
	const plan = computeEditPlan(hasMask ? request : { ...request, edges: WHOLE_EDGES });
	const mask = hasMask
		? await workshop.run({ type: "sendMask", plan, coverages, allowEverything, limit: MAX_SENT_MASK })
		: null;
	const painted = mask === null ? null : await workshop.run({ type: "coverageImage", size: picture, coverages });
	const coverage = painted === null ? null : await store.put(new Blob([painted], { type: "image/png" }));
	const source = await workshop.runHere(patches.cut(document, plan.source));
	const sent = await workshop.runHere(extractSource(atOrigin(plan), source));
	return { edit: { plan, coverage }, picture: await workshop.run({ type: "encode", picture: sent }), mask };
}

/** The same plan for the source alone, as if it were the picture. */
function atOrigin(plan: EditPlan): EditPlan {
	const { left, top, right, bottom } = plan.source;
	const size = { width: right - left, height: bottom - top };
	return { ...plan, picture: size, source: { left: 0, top: 0, right: size.width, bottom: size.height } };
}

function reachesBeyond(frame: Rect | undefined, { width, height }: Pick<RgbaLevel, "width" | "height">): boolean {
	return frame !== undefined && (frame.left < 0 || frame.top < 0 || frame.right > width || frame.bottom > height);
}

// Prepares what an edit request sends: the picture cropped and scaled by the plan, the mask or markup, the reference images,
// and the painted coverage to store beside the request. One request, or one per separate area.
import {
	type DocumentTree,
	editCoverage,
	importedPlacement,
	lastStraightened,
	regionNotes,
	visibleCoverages,
	visibleMasks,
} from "../document";
import type { PatchCache } from "../images/patchCache";
import {
	computeEditPlan,
	coverageOfArea,
	type EditPlan,
	type EditRequest,
	extractSource,
	locateInSent,
	planAreas,
} from "../plan";
import { type Coverage, containsRect, editBounds, type Rect, rectOf, type Size, type Steps, sizeOf } from "../raster";
import type { EditOptions, PreparedEdit, SentNote } from "../types";
import { MAX_SENT_MASK } from "./exportMask";
import { drawnAreas, encodeWithReferences, type ReferenceSources, splitReferences, storeSent } from "./sentReferences";

/** Without a mask the answer replaces the whole picture and is not blended at its edges. */
const WHOLE_EDGES = { pasteErode: 0, pasteFeather: 0, overlap: 0 };

export interface PlannedEdit {
	readonly plan: EditPlan;
	/** Something is masked, or the frame reaches beyond the picture. */
	readonly hasMask: boolean;
	/** Only the coverage inside belongs to this request; null: all of it. */
	readonly area: Rect | null;
}

export function planEdits(document: DocumentTree, options: EditOptions): readonly [PlannedEdit, ...PlannedEdit[]] {
	const { rules, extent, context, maxPixels } = options;
	const { width, height } = document.picture;
	const picture = { width, height };
	const painted = editCoverage(document);
	const frame = document.frame ?? undefined;
	const request = { picture, rules, frame, context, maxPixels };
	// The area that a frame adds is connected with the mask at the picture's edge, so it is not split.
	if (options.isPerArea && !reachesBeyond(frame, picture)) {
		const [first, second, ...more] = planAreas(request, painted).map((one) => ({ ...one, hasMask: true }));
		if (first && second) return [first, second, ...more];
	}
	return [planWhole({ ...request, editBounds: editBounds(painted), extent })];
}

function planWhole(request: EditRequest): PlannedEdit {
	const hasMask = request.editBounds !== null || reachesBeyond(request.frame, request.picture);
	return { plan: computeEditPlan(hasMask ? request : { ...request, edges: WHOLE_EDGES }), hasMask, area: null };
}

interface ImageSources extends ReferenceSources {
	readonly patches: PatchCache;
}

export async function prepareEdits(
	document: DocumentTree,
	sources: ImageSources,
	options: EditOptions,
): Promise<readonly PreparedEdit[]> {
	await sources.patches.sync(document);
	const prepared: PreparedEdit[] = [];
	for (const planned of planEdits(document, options)) prepared.push(await prepare(document, sources, options, planned));
	return prepared;
}

async function prepare(
	document: DocumentTree,
	sources: ImageSources,
	options: EditOptions,
	{ plan, hasMask, area }: PlannedEdit,
): Promise<PreparedEdit> {
	const { patches } = sources;
	const { store, jobRunner } = patches;
	const { allowEverything = false, guide = "mask" } = options;
	const coverages = await jobRunner.runOnMainThread(cropToArea(visibleCoverages(document), area));
	const maskJob = { plan, coverages, allowEverything };
	const mask =
		hasMask && guide === "mask" ? await jobRunner.run({ type: "sendMask", ...maskJob, limit: MAX_SENT_MASK }) : null;
	const colours = visibleMasks(document).map(({ colour }) => colour);
	const markup = hasMask && guide === "markup" ? await jobRunner.run({ type: "markup", ...maskJob, colours }) : null;
	const painted = hasMask ? await jobRunner.run({ type: "coverageImage", size: plan.picture, coverages }) : null;
	const coverage = painted && (await store.put(new Blob([painted], { type: "image/png" })));
	const basis = lastStraightened(document);
	const { drawn, separate } = splitReferences(document.references, plan, options.references);
	const source = await patches.readRegion(document, plan.source);
	const sent = await jobRunner.runOnMainThread(extractSource(atOrigin(plan), source));
	const references: string[] = [];
	// One after the other, so that one decoded original at most is in memory.
	for (const layer of separate) references.push(await storeSent(layer, sources));
	return {
		edit: {
			plan,
			coverage,
			origin: importedPlacement(document.picture),
			...(basis === undefined ? {} : { basis }),
			...(drawn.length > 0 ? { drawn: drawnAreas(plan, drawn) } : {}),
		},
		picture: await encodeWithReferences(sent, plan, drawn, sources),
		mask,
		...(markup ? { markup } : {}),
		references,
		originals: separate.map(({ image }) => image),
		notes: sentNotes(document, plan),
	};
}

/** The notes of regions that lie in the sent picture. */
function sentNotes(document: DocumentTree, plan: EditPlan): readonly SentNote[] {
	return regionNotes(document).flatMap(({ text, bounds }) => {
		const place = locateInSent(plan, bounds);
		return text.trim() === "" || place === null ? [] : [{ text: text.trim(), place }];
	});
}

function* cropToArea(coverages: readonly Coverage[], area: Rect | null): Steps<readonly Coverage[]> {
	if (area === null) return coverages;
	const cropped: Coverage[] = [];
	for (const coverage of coverages) cropped.push(yield* coverageOfArea(coverage, area));
	return cropped;
}

/** The same plan with the source as the whole picture, for pixels that hold the source alone. */
function atOrigin(plan: EditPlan): EditPlan {
	const picture = sizeOf(plan.source);
	return { ...plan, picture, source: rectOf(picture) };
}

function reachesBeyond(frame: Rect | undefined, picture: Size): boolean {
	return frame !== undefined && !containsRect(rectOf(picture), frame);
}

// Prepares what an edit request sends: the picture cropped and scaled by the plan, the mask or markup, the reference images,
// and the painted coverage to store beside the request. One request, or one per separate area.
import {
	type DocumentTree,
	editCoverage,
	importedPlacement,
	lastStraightened,
	pictureLayers,
	regionNotes,
	sentAdjustments,
	shownPaints,
	visibleCoverages,
	visibleMasks,
} from "../document";
import type { PatchCache } from "../images/patchCache";
import { layersKey } from "../images/patchKeys";
import { computeEditPlan, coverageOfArea, type EditPlan, type EditRequest, locateInSent, planAreas } from "../plan";
import {
	type Coverage,
	containsRect,
	editBounds,
	padRect,
	type Rect,
	rectOf,
	type Size,
	type Steps,
	union,
} from "../raster";
import type { EditOptions, PreparedEdit, PrepareProgress, PrepareWatch, SentNote } from "../types";
import type { Job } from "../work";
import { MAX_SENT_MASK } from "./exportMask";
import { PreparedParts } from "./preparedParts";
import { drawingNotes, drawingsIn, withDrawingMask } from "./sentDrawings";
import { beginSentPicture } from "./sentPicture";
import { drawnAreas, type ReferenceSources, splitParts, splitReferences, storeSent } from "./sentReferences";

/** Without a mask the answer replaces the whole picture and is not blended at its edges. */
const WHOLE_EDGES = { pasteErode: 0, pasteFeather: 0, overlap: 0 };

export interface PlannedEdit {
	readonly plan: EditPlan;
	/** Something is masked, or the frame reaches beyond the picture. */
	readonly hasMask: boolean;
	/** Only the coverage inside belongs to this request; null: all of it. */
	readonly area: Rect | null;
}

export function planEdits(shown: DocumentTree, options: EditOptions): readonly [PlannedEdit, ...PlannedEdit[]] {
	const document = withDrawingMask(shown, options);
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
	/** Parts of earlier edits that are sent again where nothing under them has changed. */
	readonly parts?: PreparedParts;
}

export async function prepareEdits(
	shown: DocumentTree,
	sources: ImageSources,
	options: EditOptions,
	{ signal, onProgress }: PrepareWatch = {},
): Promise<readonly PreparedEdit[]> {
	const document = withDrawingMask(shown, options);
	await sources.patches.sync(document);
	const prepared: PreparedEdit[] = [];
	const planned = planEdits(shown, options);
	for (const [i, one] of planned.entries()) {
		const share = (progress: PrepareProgress) =>
			onProgress?.({ ...progress, share: (i + progress.share) / planned.length });
		// The other parts are of no use when one fails.
		const failing = new AbortController();
		const either = signal === undefined ? failing.signal : AbortSignal.any([signal, failing.signal]);
		try {
			prepared.push(await prepare(document, sources, options, one, { signal: either, onProgress: share }));
		} catch (error) {
			failing.abort(error);
			throw error;
		}
	}
	return prepared;
}

async function prepare(
	document: DocumentTree,
	sources: ImageSources,
	options: EditOptions,
	{ plan, hasMask, area }: PlannedEdit,
	watch: PrepareWatch & { readonly signal: AbortSignal },
): Promise<PreparedEdit> {
	const { patches, parts = new PreparedParts() } = sources;
	const { store, jobRunner } = patches;
	const { signal } = watch;
	const { allowEverything = false, guide = "mask", drawings = "none" } = options;
	const isDrawn = drawings === "copy" || drawings === "markup";
	const annotations = isDrawn ? drawingsIn(document, plan) : [];
	const paints = isDrawn ? shownPaints(document) : [];
	const hasDrawing = annotations.length > 0 || paints.length > 0;
	const isDrawnMarkup = drawings === "markup" && hasDrawing;
	const visible = visibleMasks(document);
	const planKey = JSON.stringify({ plan, area });
	const maskKey = [planKey, allowEverything, ...visible.map(({ coverage }) => coverage.tiles)] as const;
	const coverages = await jobRunner.runOnMainThread(cropToArea(visibleCoverages(document), area), signal);
	const maskJob = { plan, coverages, allowEverything };
	const { drawn, separate } = splitReferences(document.references, plan, options.references);
	const adjusted = sentAdjustments(document);
	// Adjustments lie over all parts: what is under them stays under the answer.
	const areas = hasMask && adjusted.length === 0 ? pastedAreas(document, plan, coverages) : null;
	const placed = splitParts(document, plan, areas);

	const pictureKey = [planKey, layersKey(document, pictureLayers(document)), document.picture, ...drawn] as const;
	let cut = Promise.resolve();
	const makePicture = () => {
		const begun = beginSentPicture(document, plan, drawn, patches, watch);
		cut = begun.cut;
		return begun.png;
	};
	// All workers cut; then one encodes the picture, which takes longest, and the others make the rest.
	const afterCut = async <J extends Job>(job: J) => {
		await cut;
		return jobRunner.run(job, signal);
	};
	const makeMask = () => afterCut({ type: "sendMask", ...maskJob, limit: MAX_SENT_MASK });
	const colours = visible.map(({ colour }) => colour);
	const marks = isDrawnMarkup ? { paints, annotations } : { paints: [], annotations: [] };
	const makeMarkup = () => afterCut({ type: "markup", ...maskJob, colours, ...marks });
	const makeDrawing = (png: Uint8Array<ArrayBuffer>) =>
		jobRunner.run({ type: "drawnCopy", plan, paints, annotations, picture: png }, signal);
	const makeCoverage = () => afterCut({ type: "coverageImage", size: plan.picture, coverages });
	const lengthOf = ({ length }: Uint8Array) => length;
	const storeCoverage = async () => {
		const png = await parts.get(["coverage", ...maskKey], lengthOf, makeCoverage);
		signal.throwIfAborted();
		return store.put(new Blob([png], { type: "image/png" }));
	};
	const storeReferences = async () => {
		await cut;
		const stored: string[] = [];
		// One after the other, so that one decoded original at most is in memory.
		for (const layer of separate) {
			signal.throwIfAborted();
			stored.push(await storeSent(layer, sources));
		}
		return stored;
	};
	const sendPicture = async () => {
		const png = await parts.get(["picture", ...pictureKey], lengthOf, makePicture);
		const isCopied = drawings === "copy" && hasDrawing;
		const drawing = isCopied
			? await parts.get(["drawing", png, ...paints, ...annotations], lengthOf, () => makeDrawing(png))
			: null;
		return { png, drawing };
	};
	const hasMarkup = (hasMask && guide === "markup") || isDrawnMarkup;
	const [{ png: picture, drawing }, mask, markup, coverage, references] = await Promise.all([
		sendPicture(),
		hasMask && guide === "mask" && !hasMarkup
			? parts.get(["mask", ...maskKey], ({ png }) => png.length, makeMask)
			: null,
		hasMarkup
			? parts.get(["markup", ...maskKey, ...colours, ...marks.paints, ...marks.annotations], lengthOf, makeMarkup)
			: null,
		hasMask ? storeCoverage() : null,
		storeReferences(),
	]);
	signal.throwIfAborted();
	const basis = lastStraightened(document);
	const notCompared = [...drawn, ...placed.beside];
	return {
		edit: {
			plan,
			coverage,
			origin: importedPlacement(document.picture),
			...(basis === undefined ? {} : { basis }),
			...(notCompared.length > 0 ? { drawn: drawnAreas(plan, notCompared) } : {}),
			...(placed.under.length > 0 ? { parts: placed.under } : {}),
			...(adjusted.length > 0 ? { adjusted } : {}),
		},
		picture,
		mask,
		...(markup ? { markup } : {}),
		...(drawing ? { drawing } : {}),
		references,
		originals: separate.map(({ image }) => image),
		notes: [...sentNotes(document, plan), ...(drawings === "words" ? drawingNotes(document, plan) : [])],
	};
}

/** Pixels by which an answer may reach beyond the painted area. */
const PASTE_REACH = 2;

/** The area in which the answer may be pasted, in picture pixels; null: anywhere. */
function pastedAreas(
	{ picture, frame }: DocumentTree,
	{ edges }: EditPlan,
	coverages: readonly Coverage[],
): readonly Rect[] | null {
	if (reachesBeyond(frame ?? undefined, picture)) return null;
	const painted = editBounds(union(picture, coverages));
	return painted === null ? [] : [padRect(painted, Math.max(PASTE_REACH, edges.overlap))];
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

function reachesBeyond(frame: Rect | undefined, picture: Size): boolean {
	return frame !== undefined && !containsRect(rectOf(picture), frame);
}

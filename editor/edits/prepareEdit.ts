// What an edit sends: the picture as the plan cuts and scales it, what says where, the pictures that go along, and what was
// painted, to be kept. One request, or one for each area that lies apart.
import {
	type DocumentTree,
	editCoverage,
	importedRect,
	type ReferenceLayer,
	regionNotes,
	visibleCoverages,
	visibleMasks,
} from "../document/index";
import type { PatchCache } from "../images/patchCache";
import type { PictureStore } from "../images/pictureStore";
import {
	computeEditPlan,
	coverageOfArea,
	type Drawing,
	drawOver,
	type EditPlan,
	type EditRequest,
	extractSource,
	placeInSent,
	planAreas,
} from "../plan/index";
import {
	type Coverage,
	containsRect,
	editBounds,
	intersectRects,
	isEmptyRect,
	type Rect,
	type RgbaImage,
	rectOf,
	type Size,
	type Steps,
	sizeOf,
} from "../raster/index";
import type { EditOptions, PreparedEdit, SentNote } from "../types";
import { MAX_SENT_MASK } from "./exportMask";

/** Nothing is masked: the answer takes the place of the picture, edges and all. */
const WHOLE_EDGES = { pasteErode: 0, pasteFeather: 0, overlap: 0 };

export interface Planned {
	readonly plan: EditPlan;
	/** Something is masked, or a frame adds something. */
	readonly hasMask: boolean;
	/** Nothing outside is part of it; null: all that was painted. */
	readonly area: Rect | null;
}

export function planEdits(document: DocumentTree, wishes: EditOptions): readonly [Planned, ...Planned[]] {
	const { rules, extent, context, maxPixels } = wishes;
	const { width, height } = document.picture;
	const picture = { width, height };
	const painted = editCoverage(document);
	const frame = document.frame ?? undefined;
	const request = { picture, rules, frame, context, maxPixels };
	// What a frame adds hangs together with what is painted at the picture's edge.
	if (wishes.isPerArea && !reachesBeyond(frame, picture)) {
		const [first, second, ...more] = planAreas(request, painted).map((one) => ({ ...one, hasMask: true }));
		if (first && second) return [first, second, ...more];
	}
	return [planWhole({ ...request, editBounds: editBounds(painted), wish: extent })];
}

function planWhole(request: EditRequest): Planned {
	const hasMask = request.editBounds !== null || reachesBeyond(request.frame, request.picture);
	return { plan: computeEditPlan(hasMask ? request : { ...request, edges: WHOLE_EDGES }), hasMask, area: null };
}

interface Ports {
	readonly patches: PatchCache;
	readonly pictures: Pick<PictureStore, "display">;
}

export async function prepareEdits(
	document: DocumentTree,
	ports: Ports,
	wishes: EditOptions,
): Promise<readonly PreparedEdit[]> {
	await ports.patches.sync(document);
	const prepared: PreparedEdit[] = [];
	for (const planned of planEdits(document, wishes)) prepared.push(await prepare(document, ports, wishes, planned));
	return prepared;
}

async function prepare(
	document: DocumentTree,
	{ patches, pictures }: Ports,
	wishes: EditOptions,
	{ plan, hasMask, area }: Planned,
): Promise<PreparedEdit> {
	const { store, jobRunner } = patches;
	const { allowEverything = false, guide = "mask" } = wishes;
	const coverages = await jobRunner.runOnMainThread(cutToArea(visibleCoverages(document), area));
	const order = { plan, coverages, allowEverything };
	const mask =
		hasMask && guide === "mask" ? await jobRunner.run({ type: "sendMask", ...order, limit: MAX_SENT_MASK }) : null;
	const colours = visibleMasks(document).map(({ colour }) => colour);
	const markup = hasMask && guide === "markup" ? await jobRunner.run({ type: "markup", ...order, colours }) : null;
	const painted = hasMask ? await jobRunner.run({ type: "coverageImage", size: plan.picture, coverages }) : null;
	const coverage = painted && (await store.put(new Blob([painted], { type: "image/png" })));
	const origin = importedRect(document.picture);
	const { drawn, separate } = shareOut(document.references, plan, wishes);
	const source = await patches.readRegion(document, plan.source);
	await jobRunner.runOnMainThread(drawReferences(source, plan.source, drawn, pictures));
	const sent = await jobRunner.runOnMainThread(extractSource(atOrigin(plan), source));
	return {
		edit: {
			plan,
			coverage,
			origin: { x: origin.left, y: origin.top },
			...(drawn.length > 0 ? { drawn: drawn.map(({ place }) => place) } : {}),
		},
		picture: await jobRunner.run({ type: "encode", picture: sent }),
		mask,
		...(markup ? { markup } : {}),
		references: separate.map(({ image }) => image),
		notes: sentNotes(document, plan),
	};
}

/** What is said of regions that are in it. */
function sentNotes(document: DocumentTree, plan: EditPlan): readonly SentNote[] {
	return regionNotes(document).flatMap(({ text, bounds }) => {
		const place = placeInSent(plan, bounds);
		return text.trim() === "" || place === null ? [] : [{ text: text.trim(), place }];
	});
}

function* cutToArea(coverages: readonly Coverage[], area: Rect | null): Steps<readonly Coverage[]> {
	if (area === null) return coverages;
	const cut: Coverage[] = [];
	for (const coverage of coverages) cut.push(yield* coverageOfArea(coverage, area));
	return cut;
}

/** References that are shown, the lowest first: those that are drawn into the picture, and those that go along with it. */
function shareOut(references: readonly ReferenceLayer[], { source }: EditPlan, wishes: EditOptions) {
	const shown = references.filter(({ isVisible }) => isVisible);
	const isDrawn = ({ place }: ReferenceLayer) =>
		wishes.references === "composed" && !isEmptyRect(intersectRects(place, source));
	return { drawn: shown.filter(isDrawn), separate: shown.filter((reference) => !isDrawn(reference)) };
}

function* drawReferences(
	onto: RgbaImage,
	rect: Rect,
	drawn: readonly ReferenceLayer[],
	pictures: Ports["pictures"],
): Steps<void> {
	for (const { image, place, opacity } of drawn) {
		const picture = pictures.display(image)?.picture;
		if (picture) yield* drawOver(onto, rect, { picture, place, opacity } satisfies Drawing);
	}
}

/** The same plan for the source alone, as if it were the picture. */
function atOrigin(plan: EditPlan): EditPlan {
	const picture = sizeOf(plan.source);
	return { ...plan, picture, source: rectOf(picture) };
}

function reachesBeyond(frame: Rect | undefined, picture: Size): boolean {
	return frame !== undefined && !containsRect(rectOf(picture), frame);
}

// A patch: the part of the picture that an edit's answer changes, rendered from the stored answer on top of the layers
// under it. Rendering runs in the worker.
import { acceptedPartMask, type DocumentTree, type ResultLayer } from "../document";
import { type Drift, isMaskIgnored, PASTE_EDGES, type PasteOptions, type Shift } from "../plan";
import {
	type Coverage,
	copyPixels,
	cropCoverage,
	moveRect,
	type Rect,
	type RgbaImage,
	rectOf,
	type Size,
	type Steps,
	transparentImage,
} from "../raster";
import { EditorError, type ImageStore, type ResultReport } from "../types";
import type { JobRunner } from "../work";
import type { MipPicture } from "./mipPicture";
import { movedRect, offsetOf } from "./patchKeys";

export interface PlacedPatch {
	/** On the canvas as it was when the edit was planned; `movedRect` gives its place now. */
	readonly planned: Rect;
	readonly pixels: MipPicture;
	/** The accepted share of the answer at each pixel, in the plan's canvas. */
	readonly paste: Coverage;
	/** Picture pixels by which the answer's content had moved; the patch is moved back. */
	readonly shift: Shift;
	readonly drift: Drift;
	/** The size of the answer as it arrived. */
	readonly answer: Size;
}

/** Pixels and their place on the current canvas. */
export interface PlacedPixels {
	readonly pixels: RgbaImage;
	readonly place: Rect;
}

interface RenderRequest {
	readonly document: DocumentTree;
	readonly layer: ResultLayer;
	/** The picture under the layer, the lowest first. */
	readonly under: readonly PlacedPixels[];
	readonly store: ImageStore;
	readonly jobRunner: JobRunner;
	readonly signal: AbortSignal;
}

/** Resolves with null where the answer changes nothing; rejects with EditorError where it cannot be used. */
export async function renderPatch(request: RenderRequest): Promise<PlacedPatch | null> {
	const { document, layer, under, store, jobRunner, signal } = request;
	const { edit, image } = layer;
	if (edit === undefined) return null;
	const { plan } = edit;
	const paste = pasteOptions(layer, acceptedPartMask(document, layer.id) !== undefined);
	const [answer, coverage] = await Promise.all([readImage(store, image), acceptedCoverage(request)]);
	const base = await jobRunner.runOnMainThread(compose(under, movedRect(plan.source, layer)), signal);
	const { left, top } = plan.source;
	const patch = await jobRunner.run(
		{ type: "patch", plan, paste, coverage, answer, base, left, top, drawn: edit.drawn },
		signal,
	);
	if (patch.rect === null) return null;
	const { rect: planned, ...rest } = patch;
	return { ...rest, planned };
}

/** Copies the parts under a rectangle, the lowest first; transparent where there is none. */
export function* compose(parts: readonly PlacedPixels[], rect: Rect): Steps<RgbaImage> {
	const composed = transparentImage(rect);
	for (const { pixels, place } of parts) yield* copyPixels(composed, rect, pixels, place);
	return composed;
}

export function createResultReport(patch: PlacedPatch | null): ResultReport {
	if (patch === null) return { width: 0, height: 0, shift: null, drift: null };
	const { answer, shift, drift } = patch;
	return {
		...answer,
		shift: shift.x === 0 && shift.y === 0 ? null : shift,
		drift: drift.pixels === 0 ? null : { ...drift, isMaskIgnored: isMaskIgnored(drift) },
	};
}

/** An answer that replaces the whole picture has no edges; a part of it that was painted by hand has. */
function pasteOptions({ edit, paste }: ResultLayer, isPartPainted: boolean): PasteOptions | undefined {
	if (edit?.coverage !== null) return paste;
	if (isPartPainted) return { ...paste, edges: { ...PASTE_EDGES, ...paste?.edges } };
	const { edges, ...others } = paste ?? {};
	return others;
}

/** The coverage that was sent with the edit, or the part that was painted since, on the plan's canvas. */
async function acceptedCoverage({
	document,
	layer,
	store,
	jobRunner,
}: RenderRequest): Promise<Uint8Array<ArrayBuffer> | Coverage | null> {
	const { edit } = layer;
	const acceptedPart = acceptedPartMask(document, layer.id);
	if (edit === undefined) return null;
	if (acceptedPart === undefined) return edit.coverage === null ? null : readImage(store, edit.coverage);
	const { x, y } = offsetOf(layer);
	return jobRunner.runOnMainThread(cropCoverage(acceptedPart.coverage, moveRect(rectOf(edit.plan.picture), x, y)));
}

async function readImage(store: ImageStore, image: string): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = await store.get(image);
	if (bytes === undefined) throw new EditorError("result-missing");
	return new Uint8Array(await bytes.arrayBuffer());
}

// A patch: the part of the picture that an edit's answer changes, rendered from the stored answer on top of the layers
// under it. Rendering runs in the worker.
import {
	acceptedPartMask,
	boxBounds,
	type DocumentTree,
	type DrawnPart,
	type ResultLayer,
	wholeCoverage,
} from "../document";
import { type Drift, isMaskIgnored, NO_SHIFT, outward, PASTE_EDGES, type PasteOptions, type Shift } from "../plan";
import {
	type Coverage,
	cropCoverage,
	intersectRects,
	invertOrientation,
	invertPlacement,
	isEmptyRect,
	moveRect,
	orientCoverage,
	type Rect,
	rectOf,
	type Size,
	type Steps,
} from "../raster";
import { EditorError, type ImageStore, type ResultReport } from "../types";
import type { JobRunner } from "../work";
import { composePicture, movedParts, type PicturePart } from "./adjustedPixels";
import type { MipPicture } from "./mipPicture";
import { movedRect, placementOf } from "./patchKeys";

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
	/** The answer's file is damaged; it is used as far as the browser shows it. */
	readonly isAnswerDamaged: boolean;
}

interface RenderRequest {
	readonly document: DocumentTree;
	readonly layer: ResultLayer;
	/** The picture under the layer, the lowest first. */
	readonly under: readonly PicturePart[];
	readonly store: ImageStore;
	readonly jobRunner: JobRunner;
	readonly signal: AbortSignal;
}

/** Resolves with null where the answer changes nothing; rejects with EditorError where it cannot be used. */
export async function renderPatch(request: RenderRequest): Promise<PlacedPatch | null> {
	const { document, layer, under, store, jobRunner, signal } = request;
	const { edit, image } = layer;
	if (layer.part !== undefined) return renderPart(request, layer.part);
	if (edit === undefined) return null;
	const { plan } = edit;
	const paste = pasteOptions(layer, acceptedPartMask(document, layer.id) !== undefined);
	const [answer, coverage] = await Promise.all([readImage(store, image), acceptedCoverage(request)]);
	const planned = plannedPixels(under, layer);
	const base = await composePicture(planned, plan.source, { jobRunner, signal });
	const { left, top } = plan.source;
	const patch = await jobRunner.run(
		{ type: "patch", plan, paste, coverage, answer, base, left, top, drawn: edit.drawn },
		signal,
	);
	if (patch.rect === null) return null;
	const { rect, ...rest } = patch;
	return { ...rest, planned: rect };
}

/** On the canvas as it was when the layer was planned, so that turning the picture changes no byte of the patch. */
export function plannedPixels(under: readonly PicturePart[], layer: ResultLayer): readonly PicturePart[] {
	return movedParts(under, invertPlacement(placementOf(layer)));
}

/** Draws a placed picture over the layers under it. */
async function renderPart({ layer, under, store, jobRunner, signal }: RenderRequest, part: DrawnPart) {
	const { canvas, name: _, coverage, ...placement } = part;
	const rect = intersectRects(outward(boxBounds(part)), rectOf(canvas));
	if (isEmptyRect(rect)) return null;
	const bytes = await readImage(store, layer.image);
	const mask = coverage === undefined ? null : await readImage(store, coverage);
	const onto = await composePicture(plannedPixels(under, layer), rect, { jobRunner, signal });
	const pixels = await jobRunner.run({ type: "drawPart", ...placement, bytes, mask, onto, rect }, signal);
	const { width, height } = canvas;
	const paste = { width, height, tiles: {} };
	return { planned: rect, pixels, paste, ...NOTHING_MEASURED, answer: { width, height }, isAnswerDamaged: false };
}

const NOTHING_MEASURED = { shift: NO_SHIFT, drift: { mean: 0, changed: 0, pixels: 0 } };

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
	return jobRunner.runOnMainThread(plannedCoverage(wholeCoverage(acceptedPart), layer, edit.plan.picture));
}

/** A coverage at its place on the canvas now, on the canvas as it was when the edit was planned. */
export function* plannedCoverage(
	{ coverage, place }: ReturnType<typeof wholeCoverage>,
	layer: ResultLayer,
	picture: Size,
): Steps<Coverage> {
	const { left, top } = place;
	const cropped = yield* cropCoverage(coverage, moveRect(movedRect(rectOf(picture), layer), -left, -top));
	return yield* orientCoverage(cropped, invertOrientation(placementOf(layer)));
}

async function readImage(store: ImageStore, image: string): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = await store.get(image);
	if (bytes === undefined) throw new EditorError("result-missing");
	return new Uint8Array(await bytes.arrayBuffer());
}

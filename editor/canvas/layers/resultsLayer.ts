// The layer over the picture: accepted edits, placed pictures that are part of the picture, result candidates or their
// difference from the picture, and the live preview of an answer that is being generated.
import {
	adjustmentsAsLayers,
	boundsOfBoxes,
	canvasWithResult,
	type DocumentTree,
	importedPlacement,
	lastStraightened,
	partAsLayer,
	type ReferenceLayer,
	type ResultLayer,
	visibleAdjustments,
	visibleParts,
} from "../../document";
import { movedSince } from "../../edits/editRequests";
import { placementAt } from "../../images/patchKeys";
import { encloseRects, intersectRects, rectOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { comparedEdit, dividerSpan, type Pane, sidesOf } from "../../state/compare";
import { drawAnswer, drawResult, drawStretched } from "../drawDocument";
import { ScratchCanvas } from "../panes";
import { AdjustedPictures } from "../shapes/adjustedPictures";
import { PartPictures } from "../shapes/partPictures";
import { drawPlaced } from "../shapes/pictureTiles";
import { clipColumns, clipTo, type Surface, toDevice } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

export class ResultsLayer implements CanvasLayer {
	readonly #side = new ScratchCanvas();

	readonly #parts: PartPictures;

	readonly #adjusted: AdjustedPictures;

	constructor(
		readonly session: EditorSession,
		ratio: number,
		redraw: () => void,
	) {
		this.#parts = new PartPictures(session, redraw);
		this.#adjusted = new AdjustedPictures(session.adjustments.tiles, ratio);
	}

	isEmpty(): boolean {
		const { document, livePreview, answers } = this.session;
		if (document === null) return true;
		if (answers.arriving.length > 0 || visibleAdjustments(document).length > 0) return false;
		if (visibleParts(this.session.tools.objects).length > 0) return false;
		return document.accepted.length === 0 && document.results.length === 0 && livePreview.get(document) === null;
	}

	draw(surface: Surface, { side }: Pane): void {
		const { document, viewState, compare, camera, viewSize } = this.session;
		if (document === null || viewState.maskOnly) return;
		const { before, added, isOwnBase } = sidesOf(document, { ...viewState, compare });
		const { context } = surface;
		const parts = splitParts(this.session, document, added);
		this.#parts.keep([...parts.under, ...parts.over]);
		this.#drawBackdrop(surface, document, [...parts.under, ...parts.over]);
		const hasCandidates = added.some((layer) => document.results.includes(layer));
		const drawParts = (which: readonly ReferenceLayer[]) => this.#parts.draw(surface, document.picture, which);
		/** The placed pictures are drawn, and adjusted. */
		let areDrawn = false;
		context.save();
		clipTo(surface, rectOf(document.picture));
		this.#drawLayers(surface, document, before, parts.under);
		context.restore();
		if (hasCandidates && !isOwnBase) drawParts(parts.under);
		// Without candidates the adjustments belong to the other side.
		if (!isOwnBase) this.#drawAdjusted(surface, "before", document, before, hasCandidates);
		context.save();
		// A cropped picture reaches beyond the canvas; a candidate whose frame does is shown there.
		clipTo(
			surface,
			added.map((layer) => canvasWithResult(document.picture, layer)).reduce(encloseRects, rectOf(document.picture)),
		);
		if (compare === "slider") {
			const { from, to } = dividerSpan(document, camera, viewSize);
			const divider = from + viewState.position * (to - from);
			clipColumns(surface, (divider / viewSize.width) * surface.pane.width, surface.pane.width);
		} else if (compare === "onion") context.globalAlpha = viewState.position;
		if (viewState.results && side !== "before") {
			const isDifferenceDrawn = compare === "difference" && !isOwnBase && this.#drawDifference(surface, document);
			if (isOwnBase) this.#drawAgainst(surface, document, added, parts.under);
			else if (!isDifferenceDrawn) this.#drawLayers(surface, document, added);
			if (!hasCandidates && !isDifferenceDrawn) {
				const isAdjusted = this.#arePartsAdjusted(document);
				if (isAdjusted) drawParts([...parts.under, ...parts.over]);
				areDrawn = isAdjusted;
				this.#drawAdjusted(surface, "after", document, [...before, ...added], true);
			}
		}
		context.restore();
		if (!hasCandidates && !areDrawn) drawParts(parts.under);
		if (viewState.results && compare === "none" && viewState.asOf === null) {
			this.#drawLivePreview(surface, document);
			this.#drawArriving(surface, document);
		}
		if (!areDrawn) drawParts(parts.over);
	}

	dispose(): void {
		this.#side.dispose();
		this.#parts.dispose();
	}

	/** The imported picture under the parts that blend with it: a canvas blends with its own pixels only. */
	#drawBackdrop(surface: Surface, document: DocumentTree, parts: readonly ReferenceLayer[]): void {
		const bounds = boundsOfBoxes(parts.filter(({ blend }) => blend !== undefined));
		const imported = this.session.getPicture(document.picture.image);
		if (bounds === null || imported === undefined) return;
		surface.context.save();
		clipTo(surface, intersectRects(bounds, rectOf(document.picture)));
		drawPlaced(surface, imported, importedPlacement(document.picture));
		surface.context.restore();
	}

	/** `parts`: drawn under the first candidate, which has their pixels only where its patch is. */
	#drawLayers(
		surface: Surface,
		document: DocumentTree,
		layers: readonly ResultLayer[],
		parts: readonly ReferenceLayer[] = NO_PARTS,
	): void {
		const flattened = this.session.getFlattened(layers);
		if (flattened !== null) drawPlaced(surface, flattened.pixels, flattened.placement);
		const first = layers.find((layer) => document.results.includes(layer));
		for (const layer of layers.slice(flattened?.count ?? 0)) {
			if (layer === first) {
				this.#parts.draw(surface, document.picture, parts);
				const below = layers.filter((one) => !document.results.includes(one));
				if (parts !== NO_PARTS) this.#drawAdjusted(surface, "before", document, below, true);
			}
			drawResult(surface, this.session, document, layer);
		}
	}

	/** The picture of these layers where they or the adjustments over them change samples. `isNow`: with parts and adjustments. */
	#drawAdjusted(
		surface: Surface,
		slot: string,
		document: DocumentTree,
		layers: readonly ResultLayer[],
		isNow: boolean,
	): void {
		const parts = isNow && this.#arePartsAdjusted(document) ? visibleParts(document) : [];
		const adjustments = isNow ? this.#shownAdjustments(document) : [];
		const all = [...layers, ...parts.map((part) => partAsLayer(part, document.picture)), ...adjustments];
		this.#adjusted.draw(surface, slot, document, all);
	}

	#shownAdjustments(document: DocumentTree): readonly ResultLayer[] {
		const { adjustments, asOf } = this.session.viewState;
		return adjustments && asOf === null ? adjustmentsAsLayers(document) : [];
	}

	/** A placed picture that is being moved is shown without adjustments until it is dropped. */
	#arePartsAdjusted(document: DocumentTree): boolean {
		const parts = visibleParts(document);
		const isMoving = visibleParts(this.session.tools.objects).some((part, i) => part !== parts[i]);
		return !isMoving && this.#shownAdjustments(document).length > 0;
	}

	/** One candidate over another, each on the whole picture: opaque, faded, or as the difference of both. */
	#drawAgainst(
		surface: Surface,
		document: DocumentTree,
		layers: readonly ResultLayer[],
		parts: readonly ReferenceLayer[],
	): void {
		const { context } = surface;
		context.save();
		if (this.session.compare === "difference") context.globalCompositeOperation = "difference";
		this.#side.drawThrough(surface, (side) => {
			side.context.save();
			clipTo(side, rectOf(document.picture));
			const imported = this.session.getPicture(document.picture.image);
			if (imported) drawPlaced(side, imported, importedPlacement(document.picture));
			this.#drawLayers(side, document, layers, parts);
			side.context.restore();
		});
		context.restore();
	}

	/** Dark where the picture was not sent. Returns false while the difference is not computed yet. */
	#drawDifference(surface: Surface, document: DocumentTree): boolean {
		const difference = this.session.getDifference();
		const layer = comparedEdit(document, this.session.viewState);
		if (!difference || !layer) return false;
		const { left, top, right, bottom } = toDevice(surface, rectOf(document.picture));
		surface.context.fillStyle = "rgb(0 0 0 / 0.8)";
		surface.context.fillRect(left, top, right - left, bottom - top);
		drawPlaced(surface, difference.pixels, placementAt(difference.planned, layer));
		return true;
	}

	#drawLivePreview(surface: Surface, document: DocumentTree): void {
		const preview = this.session.livePreview.get(document);
		if (preview === null) return;
		surface.context.save();
		clipTo(surface, preview.canvas);
		drawStretched(surface, preview);
		surface.context.restore();
	}

	/** Answers whose patches are being rendered. */
	#drawArriving(surface: Surface, document: DocumentTree): void {
		for (const layer of this.session.answers.arriving) {
			if (layer.edit === undefined || layer.edit.basis !== lastStraightened(document)) continue;
			const moved = { ...layer, ...movedSince(layer.edit, document) };
			surface.context.save();
			clipTo(surface, canvasWithResult(document.picture, moved));
			drawAnswer(surface, this.session, moved, layer.edit);
			surface.context.restore();
		}
	}
}

const NO_PARTS: readonly ReferenceLayer[] = [];

/** The placed pictures that were sent with the answers that are shown lie under these, all others over them. */
function splitParts(
	{ tools, answers, livePreview }: EditorSession,
	document: DocumentTree,
	layers: readonly ResultLayer[],
): { readonly under: readonly ReferenceLayer[]; readonly over: readonly ReferenceLayer[] } {
	const parts = visibleParts(tools.objects);
	if (parts.length === 0) return { under: parts, over: parts };
	const candidates = layers.filter((layer) => document.results.includes(layer));
	const edits = [...candidates, ...answers.arriving].map(({ edit }) => edit);
	const sent = new Set([...edits, livePreview.edit].flatMap((edit) => edit?.parts?.map(({ id }) => id) ?? []));
	return { under: parts.filter(({ id }) => sent.has(id)), over: parts.filter(({ id }) => !sent.has(id)) };
}

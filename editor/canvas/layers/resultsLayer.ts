// The layer over the picture: accepted edits, result candidates or their difference from the picture, and the live preview
// of an answer that is being generated.
import {
	canvasWithResult,
	type DocumentTree,
	importedPlacement,
	lastStraightened,
	type ResultLayer,
} from "../../document";
import { movedSince } from "../../edits/editRequests";
import { placementAt } from "../../images/patchKeys";
import { encloseRects, rectOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { comparedEdit, dividerSpan, type Pane, sidesOf } from "../../state/compare";
import { drawAnswer, drawResult, drawStretched } from "../drawDocument";
import { ScratchCanvas } from "../panes";
import { drawPlaced } from "../shapes/pictureTiles";
import { clipColumns, clipTo, type Surface, toDevice } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

export class ResultsLayer implements CanvasLayer {
	readonly #side = new ScratchCanvas();

	constructor(readonly session: EditorSession) {}

	isEmpty(): boolean {
		const { document, livePreview, answers } = this.session;
		if (document === null) return true;
		if (answers.arriving.length > 0) return false;
		return document.accepted.length === 0 && document.results.length === 0 && livePreview.get(document) === null;
	}

	draw(surface: Surface, { side }: Pane): void {
		const { document, viewState, compare, camera, viewSize } = this.session;
		if (document === null || viewState.maskOnly) return;
		const { before, added, isOwnBase } = sidesOf(document, { ...viewState, compare });
		const { context } = surface;
		context.save();
		clipTo(surface, rectOf(document.picture));
		this.#drawLayers(surface, document, before);
		context.restore();
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
			if (isOwnBase) this.#drawAgainst(surface, document, added);
			else if (!isDifferenceDrawn) this.#drawLayers(surface, document, added);
		}
		context.restore();
		if (!viewState.results || compare !== "none" || viewState.asOf !== null) return;
		this.#drawLivePreview(surface, document);
		this.#drawArriving(surface, document);
	}

	dispose(): void {
		this.#side.dispose();
	}

	#drawLayers(surface: Surface, document: DocumentTree, layers: readonly ResultLayer[]): void {
		const flattened = this.session.getFlattened(layers);
		if (flattened !== null) drawPlaced(surface, flattened.pixels, flattened.placement);
		for (const layer of layers.slice(flattened?.count ?? 0)) drawResult(surface, this.session, document, layer);
	}

	/** One candidate over another, each on the whole picture: opaque, faded, or as the difference of both. */
	#drawAgainst(surface: Surface, document: DocumentTree, layers: readonly ResultLayer[]): void {
		const { context } = surface;
		context.save();
		if (this.session.compare === "difference") context.globalCompositeOperation = "difference";
		this.#side.drawThrough(surface, (side) => {
			side.context.save();
			clipTo(side, rectOf(document.picture));
			const imported = this.session.getPicture(document.picture.image);
			if (imported) drawPlaced(side, imported, importedPlacement(document.picture));
			this.#drawLayers(side, document, layers);
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

// Draws the session's state onto the layers' contexts. It reads and never changes it.
import { activeMask, type DocumentTree, importedRect, type ResultLayer, visibleMasks } from "../document/index";
import { movedRect } from "../images/patchCache";
import { rectOf, sizeOf } from "../raster/index";
import type { EditorSession } from "../session/editorSession";
import { comparedEdit, dividerSpan, type Pane, sidesOf } from "../state/compare";
import { drawCrosshair, drawRing } from "./overlays/brushRing";
import { drawFrame } from "./overlays/frameOverlay";
import { drawOutline } from "./overlays/outlineOverlay";
import { drawPixelGrid } from "./overlays/pixelGrid";
import { drawReferenceCorners, drawReferenceNumbers } from "./overlays/referenceOverlay";
import { drawSentArea } from "./overlays/sentAreaOverlay";
import { MaskStack } from "./shapes/maskStack";
import { createSurface, movedTo, type Surface, toDevice } from "./surface";

export type LayerName = "picture" | "results" | "masks" | "overlay";

/** From the bottom up. */
export const LAYERS: readonly LayerName[] = ["picture", "results", "masks", "overlay"];

const CHECK = 8;

export class Painter {
	readonly #masks = new MaskStack();
	readonly #edges = new MaskStack();

	constructor(readonly session: EditorSession) {}

	/** Whether it is drawn as it is; where that would take too long for a frame, the next one goes on. */
	draw(layer: LayerName, context: CanvasRenderingContext2D, ratio: number): boolean {
		const { camera, viewSize, document } = this.session;
		if (document === null || viewSize.width === 0) return true;
		let isComplete = true;
		for (const pane of this.session.panes) {
			context.save();
			context.setTransform(1, 0, 0, 1, Math.round(pane.left * ratio), Math.round(pane.top * ratio));
			const surface = createSurface(context, camera, viewSize, ratio);
			if (pane.side !== "both") clip(surface, 0, surface.width);
			if (layer === "picture") this.#drawPicture(surface, ratio);
			else if (layer === "results") this.#drawResults(surface, pane);
			else if (layer === "masks") this.#drawMasks(surface, ratio);
			else this.#drawOverlay(surface, ratio);
			context.restore();
			isComplete &&= surface.pace.isComplete;
		}
		return isComplete;
	}

	#drawPicture(surface: Surface, ratio: number): void {
		const { document, viewState } = this.session;
		if (document === null) return;
		const { picture } = document;
		const { context } = surface;
		const device = toDevice(surface, { left: 0, top: 0, right: picture.width, bottom: picture.height });
		context.save();
		context.beginPath();
		context.rect(device.left, device.top, device.right - device.left, device.bottom - device.top);
		context.clip();
		if (viewState.maskOnly) {
			context.fillStyle = "#000";
			context.fillRect(0, 0, surface.width, surface.height);
		} else {
			drawCheckerboard(surface, device.left, device.top, CHECK * ratio);
			const place = importedRect(picture);
			this.session.display(picture.image)?.draw(movedTo(surface, place), sizeOf(place));
		}
		context.restore();
	}

	/** Results over the picture, references where they lie. */
	#drawResults(surface: Surface, { side }: Pane): void {
		const { document, viewState, compare, camera, viewSize } = this.session;
		if (document === null || viewState.maskOnly) return;
		const { before, added } = sidesOf(document, viewState);
		const { context } = surface;
		this.#drawLayers(surface, before);
		context.save();
		if (compare === "slider") {
			const { from, to } = dividerSpan(document, camera, viewSize);
			clip(surface, ((from + viewState.position * (to - from)) / viewSize.width) * surface.width, surface.width);
		} else if (compare === "onion") context.globalAlpha = viewState.position;
		// "Before" is the picture without what lies over it.
		if (viewState.results && side !== "before") {
			const isDrawn = compare === "difference" && this.#drawDifference(surface);
			if (!isDrawn) this.#drawLayers(surface, added);
			if (compare === "none" && viewState.asOf === null) this.session.livePreview.draw(surface, document);
		}
		context.restore();
		for (const { image, place, opacity, isVisible } of document.references) {
			if (!isVisible) continue;
			surface.context.globalAlpha = opacity;
			this.session.display(image)?.draw(movedTo(surface, place), sizeOf(place));
			surface.context.globalAlpha = 1;
		}
	}

	#drawLayers(surface: Surface, layers: readonly ResultLayer[]): void {
		const ground = this.session.getFlattened(layers);
		if (ground !== null) ground.display.draw(movedTo(surface, ground.place), ground.pixels);
		for (const layer of layers.slice(ground?.count ?? 0)) {
			const patch = this.session.getPatch(layer);
			if (layer.edit !== undefined) {
				if (patch) patch.display.draw(movedTo(surface, movedRect(patch.planned, layer)), patch.pixels);
			} else if (this.session.document !== null) {
				this.session.display(layer.image)?.draw(surface, this.session.document.picture);
			}
		}
	}

	/** The whole answer against the picture; dark where the picture was not sent. Whether it is there already. */
	#drawDifference(surface: Surface): boolean {
		const { document, viewState } = this.session;
		const difference = this.session.getDifference();
		const layer = document && comparedEdit(document, viewState);
		if (document === null || !difference || !layer) return false;
		const { left, top, right, bottom } = toDevice(surface, rectOf(document.picture));
		surface.context.fillStyle = "rgb(0 0 0 / 0.8)";
		surface.context.fillRect(left, top, right - left, bottom - top);
		const place = movedRect(difference.planned, layer);
		difference.display.draw(movedTo(surface, place), sizeOf(place));
		return true;
	}

	#drawMasks(surface: Surface, ratio: number): void {
		const { document, preview, viewState } = this.session;
		if (document === null) return;
		if (viewState.edgesOf !== null && this.#drawEdges(surface, document, viewState.edgesOf, ratio)) return;
		if (!(viewState.mask || viewState.maskOnly)) return;
		// Either what is asked for, or what is taken of an answer.
		const active = activeMask(document);
		const visible = active.of === undefined ? visibleMasks(document) : [active];
		const white = { colour: "#ffffff", pattern: "solid", opacity: 1 } as const;
		const masks = viewState.maskOnly ? visible.map((mask) => ({ ...mask, ...white })) : visible;
		const over = (mask: string) => (preview?.mask === mask ? preview.tiles : {});
		this.#masks.draw(surface, document, masks, over, ratio);
	}

	/** How much of an answer is taken; whether it is known. */
	#drawEdges(surface: Surface, document: DocumentTree, result: string, ratio: number): boolean {
		const layer = [...document.accepted, ...document.results].find(({ id }) => id === result);
		const patch = layer && this.session.getPatch(layer);
		if (!layer?.edit || !patch) return false;
		const { canvas } = layer.edit.plan;
		const picture = sizeOf(canvas);
		const look = { colour: "#2fbf71", pattern: "solid", opacity: 0.35 } as const;
		const mask = { ...look, id: "edges", coverage: patch.paste };
		const id = `${document.id} ${result}`;
		this.#edges.draw(movedTo(surface, movedRect(canvas, layer)), { id, picture }, [mask], () => ({}), ratio);
		return true;
	}

	#drawOverlay(surface: Surface, ratio: number): void {
		const { document, camera, outline, frame, isFraming, cursorPoint, keyboardPointer } = this.session;
		if (document === null) return;
		const { picture } = document;
		drawPixelGrid(surface, picture, camera.zoom, ratio);
		const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
		const shownFrame = frame ?? (isFraming ? whole : null);
		if (shownFrame !== null) {
			const isDragged = this.session.isFrameDragged;
			drawFrame(surface, shownFrame, picture, { isInHand: isFraming, isDragged, ratio });
		}
		const { viewState, sentAreas, referenceNumbers } = this.session;
		if (viewState.mask && !viewState.maskOnly) for (const { source } of sentAreas) drawSentArea(surface, source, ratio);
		if (this.session.isPlacing) drawReferenceCorners(surface, document.references, ratio);
		drawReferenceNumbers(surface, picture, referenceNumbers, ratio);
		if (outline !== null) drawOutline(surface, outline, activeMask(document).colour, ratio);
		const cursor = this.session.getCursor();
		const at = keyboardPointer?.at ?? cursorPoint;
		if (at !== null && cursor.kind === "ring") drawRing(surface, at, cursor, ratio);
		if (keyboardPointer !== null) drawCrosshair(surface, keyboardPointer.at, ratio);
	}
}

/** To a part of the surface from left to right, in device pixels. */
function clip({ context, height }: Surface, from: number, to: number): void {
	context.beginPath();
	context.rect(Math.round(from), 0, Math.round(to) - Math.round(from), height);
	context.clip();
}

function drawCheckerboard(surface: Surface, left: number, top: number, check: number): void {
	const { context, width, height } = surface;
	const cell = document.createElement("canvas");
	const size = Math.max(2, Math.round(check));
	cell.width = 2 * size;
	cell.height = 2 * size;
	const drawing = cell.getContext("2d");
	if (drawing === null) return;
	drawing.fillStyle = "#d6d6d6";
	drawing.fillRect(0, 0, 2 * size, 2 * size);
	drawing.fillStyle = "#f4f4f4";
	drawing.fillRect(0, 0, size, size);
	drawing.fillRect(size, size, size, size);
	const pattern = context.createPattern(cell, "repeat");
	if (pattern === null) return;
	pattern.setTransform(new DOMMatrix([1, 0, 0, 1, left, top]));
	context.fillStyle = pattern;
	context.fillRect(0, 0, width, height);
}

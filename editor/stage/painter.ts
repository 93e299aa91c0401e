// Draws the session's state onto the layers' contexts. It reads and never changes it.
import { activeMask, type DocumentTree, importedRect, type ResultLayer } from "../document";
import { sizeOf } from "../raster";
import { drawFrame } from "./frameOverlay";
import { MaskLayers } from "./maskLayers";
import { drawOutline } from "./outline";
import { movedRect } from "./patches";
import { drawPixelGrid } from "./pixelGrid";
import { drawCrosshair, drawRing } from "./ring";
import type { Session } from "./session";
import { createSurface, movedTo, type Surface, toDevice } from "./surface";

export type LayerName = "picture" | "results" | "masks" | "overlay";

/** From the bottom up. */
export const LAYERS: readonly LayerName[] = ["picture", "results", "masks", "overlay"];

const CHECK = 8;

export class Painter {
	readonly #masks = new MaskLayers();

	constructor(readonly session: Session) {}

	/** Whether it is drawn as it is; where that would take too long for a frame, the next one goes on. */
	draw(layer: LayerName, context: CanvasRenderingContext2D, ratio: number): boolean {
		const { camera, view, document } = this.session;
		if (document === null || view.width === 0) return true;
		context.save();
		context.setTransform(1, 0, 0, 1, 0, 0);
		const surface = createSurface(context, camera, view, ratio);
		if (layer === "picture") this.#drawPicture(surface, ratio);
		else if (layer === "results") this.#drawResults(surface);
		else if (layer === "masks") this.#drawMasks(surface, ratio);
		else this.#drawOverlay(surface, ratio);
		context.restore();
		return surface.pace.isComplete;
	}

	#drawPicture(surface: Surface, ratio: number): void {
		const { document, shown } = this.session;
		if (document === null) return;
		const { picture } = document;
		const { context } = surface;
		const device = toDevice(surface, { left: 0, top: 0, right: picture.width, bottom: picture.height });
		context.save();
		context.beginPath();
		context.rect(device.left, device.top, device.right - device.left, device.bottom - device.top);
		context.clip();
		if (shown.maskOnly) {
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
	#drawResults(surface: Surface): void {
		const { document, shown } = this.session;
		if (document === null || shown.maskOnly) return;
		for (const result of shownResults(document, shown.results)) {
			const patch = this.session.patch(result);
			if (result.edit === undefined) this.session.display(result.image)?.draw(surface, document.picture);
			else if (patch) patch.display.draw(movedTo(surface, movedRect(patch.planned, result)), patch.pixels);
		}
		for (const { image, place, opacity, isVisible } of document.references) {
			if (!isVisible) continue;
			surface.context.globalAlpha = opacity;
			this.session.display(image)?.draw(movedTo(surface, place), sizeOf(place));
			surface.context.globalAlpha = 1;
		}
	}

	#drawMasks(surface: Surface, ratio: number): void {
		const { document, preview, shown } = this.session;
		if (document === null || !(shown.mask || shown.maskOnly)) return;
		const visible = document.masks.filter(({ isVisible }) => isVisible);
		const white = { colour: "#ffffff", pattern: "solid", opacity: 1 } as const;
		const masks = shown.maskOnly ? visible.map((mask) => ({ ...mask, ...white })) : visible;
		const over = (mask: string) => (preview?.mask === mask ? preview.tiles : {});
		this.#masks.draw(surface, document, masks, over, ratio);
	}

	#drawOverlay(surface: Surface, ratio: number): void {
		const { document, camera, outline, frame, isFraming, hover, keyPointer } = this.session;
		if (document === null) return;
		const { picture } = document;
		drawPixelGrid(surface, picture, camera.zoom, ratio);
		const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
		const shownFrame = frame ?? (isFraming ? whole : null);
		if (shownFrame !== null) {
			const isDragged = this.session.isFrameDragged;
			drawFrame(surface, shownFrame, picture, { isInHand: isFraming, isDragged, ratio });
		}
		if (outline !== null) drawOutline(surface, outline, activeMask(document).colour, ratio);
		const cursor = this.session.cursor();
		const at = keyPointer?.at ?? hover;
		if (at !== null && cursor.kind === "ring") drawRing(surface, at, cursor, ratio);
		if (keyPointer !== null) drawCrosshair(surface, keyPointer.at, ratio);
	}
}

/** "Before" is the picture without what lies over it; where nothing does, as it was imported. */
function shownResults({ accepted, results }: DocumentTree, areShown: boolean): readonly ResultLayer[] {
	const visible = results.filter(({ isVisible }) => isVisible);
	if (areShown) return [...accepted, ...visible];
	return visible.length > 0 ? accepted : [];
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

// Draws the session's state onto the layers' contexts. It reads and never changes it.
import { activeMask } from "../document";
import type { Camera } from "./camera";
import { MaskDisplay } from "./maskDisplay";
import { drawOutline } from "./outline";
import type { Session } from "./session";
import { createSurface, type Surface, toDevice } from "./surface";

export type LayerName = "picture" | "results" | "masks" | "overlay";

/** From the bottom up. */
export const LAYERS: readonly LayerName[] = ["picture", "results", "masks", "overlay"];

const CHECK = 8;

export class Painter {
	/** By mask and colour. */
	readonly #masks = new Map<string, MaskDisplay>();

	constructor(readonly session: Session) {}

	draw(layer: LayerName, context: CanvasRenderingContext2D, ratio: number): void {
		const { camera, view, document } = this.session;
		if (document === null || view.width === 0) return;
		context.save();
		context.setTransform(1, 0, 0, 1, 0, 0);
		const surface = createSurface(context, camera, view, ratio);
		if (layer === "picture") this.#drawPicture(surface, ratio);
		else if (layer === "results") this.#drawResults(surface);
		else if (layer === "masks") this.#drawMasks(surface);
		else {
			const { outline } = this.session;
			if (outline !== null) drawOutline(surface, outline, activeMask(document).colour, ratio);
			this.#drawCursor(surface, camera, ratio);
		}
		context.restore();
	}

	#drawPicture(surface: Surface, ratio: number): void {
		const picture = this.session.document?.picture;
		if (picture === undefined) return;
		const { context } = surface;
		const device = toDevice(surface, { left: 0, top: 0, right: picture.width, bottom: picture.height });
		context.save();
		context.beginPath();
		context.rect(device.left, device.top, device.right - device.left, device.bottom - device.top);
		context.clip();
		drawCheckerboard(surface, device.left, device.top, CHECK * ratio);
		this.session.display(picture.image)?.draw(surface, picture);
		context.restore();
	}

	#drawResults(surface: Surface): void {
		const { document, shown } = this.session;
		if (document === null || !shown.results) return;
		for (const { image, isVisible } of document.results) {
			if (isVisible) this.session.display(image)?.draw(surface, document.picture);
		}
	}

	#drawMasks(surface: Surface): void {
		const { document, preview, shown } = this.session;
		if (document === null || !shown.mask) return;
		for (const mask of document.masks) {
			if (!mask.isVisible) continue;
			const over = preview?.mask === mask.id ? preview.tiles : {};
			const display = this.#maskDisplay(`${document.id}/${mask.id}`, mask.colour);
			display.draw(surface, document.picture, mask.coverage.tiles, over, mask.opacity);
		}
	}

	#maskDisplay(key: string, colour: string): MaskDisplay {
		const known = this.#masks.get(key);
		if (known?.colour === colour) return known;
		// Another document's canvases are of no more use.
		for (const other of this.#masks.keys()) {
			if (other.split("/")[0] !== key.split("/")[0]) this.#masks.delete(other);
		}
		const display = new MaskDisplay(colour);
		this.#masks.set(key, display);
		return display;
	}

	/** Dark in light and light in dark: seen over any picture. */
	#drawCursor(surface: Surface, camera: Camera, ratio: number): void {
		const { hover } = this.session;
		const snapshot = this.session.getSnapshot();
		const cursor = snapshot.pointerTool.cursor(snapshot);
		if (hover === null || cursor.kind !== "ring") return;
		const { context } = surface;
		const x = hover.x * ratio;
		const y = hover.y * ratio;
		const radius = Math.max(1.5 * ratio, (cursor.diameter * camera.zoom * ratio) / 2);
		for (const [width, colour] of [
			[3, "rgb(0 0 0 / 0.55)"],
			[1.25, "#fff"],
		] as const) {
			context.lineWidth = width * ratio;
			context.strokeStyle = colour;
			context.beginPath();
			context.arc(x, y, radius, 0, 2 * Math.PI);
			context.stroke();
			if (radius > 12 * ratio) continue;
			// A ring too small to find gets a cross around it.
			context.beginPath();
			for (const [dx, dy] of [
				[1, 0],
				[-1, 0],
				[0, 1],
				[0, -1],
			] as const) {
				context.moveTo(x + dx * (radius + 3 * ratio), y + dy * (radius + 3 * ratio));
				context.lineTo(x + dx * (radius + 7 * ratio), y + dy * (radius + 7 * ratio));
			}
			context.stroke();
		}
	}
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

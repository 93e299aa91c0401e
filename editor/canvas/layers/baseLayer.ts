// The lowest layer: the imported picture over a checkerboard, or black while the mask is shown alone.
import { importedRect } from "../../document";
import { rectOf, sizeOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { drawCheckerboard } from "../shapes/checkerboard";
import { drawPicture } from "../shapes/pictureTiles";
import { movedTo, type Surface, toDevice } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

/** CSS pixels of a square. */
const SQUARE = 8;

export class BaseLayer implements CanvasLayer {
	constructor(
		readonly session: EditorSession,
		readonly ratio: number,
	) {}

	draw(surface: Surface): void {
		const { document, viewState } = this.session;
		if (document === null) return;
		const { picture } = document;
		const { context } = surface;
		const { left, top, right, bottom } = toDevice(surface, rectOf(picture));
		context.save();
		context.beginPath();
		context.rect(left, top, right - left, bottom - top);
		context.clip();
		if (viewState.maskOnly) {
			context.fillStyle = "#000";
			context.fillRect(0, 0, surface.width, surface.height);
		} else {
			drawCheckerboard(surface, left, top, SQUARE * this.ratio);
			const place = importedRect(picture);
			drawPicture(movedTo(surface, place), this.session.getPicture(picture.image), sizeOf(place));
		}
		context.restore();
	}

	dispose(): void {}
}

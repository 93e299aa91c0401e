// The lowest layer: the imported picture over a checkerboard, or black while the mask is shown alone.
import { importedPlacement } from "../../document";
import { rectOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { drawCheckerboard } from "../shapes/checkerboard";
import { drawPlaced } from "../shapes/pictureTiles";
import { clipTo, type Surface, toDevice } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

/** CSS pixels of a square. */
const SQUARE = 8;

export class BaseLayer implements CanvasLayer {
	constructor(
		readonly session: EditorSession,
		readonly ratio: number,
	) {}

	isEmpty(): boolean {
		return this.session.document === null;
	}

	draw(surface: Surface): void {
		const { document, viewState } = this.session;
		if (document === null) return;
		const { picture } = document;
		const { context } = surface;
		const { left, top } = toDevice(surface, rectOf(picture));
		context.save();
		clipTo(surface, rectOf(picture));
		if (viewState.maskOnly) {
			context.fillStyle = "#000";
			context.fillRect(0, 0, surface.width, surface.height);
		} else {
			drawCheckerboard(surface, left, top, SQUARE * this.ratio);
			const imported = this.session.getPicture(picture.image);
			if (imported) drawPlaced(surface, imported, importedPlacement(picture));
		}
		context.restore();
	}

	dispose(): void {}
}

// The layer of placed objects: reference images over the picture and its results.
import { sizeOf } from "../../raster";
import type { EditorSession } from "../../session/editorSession";
import { drawPicture } from "../shapes/pictureTiles";
import { movedTo, type Surface } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

export class ObjectsLayer implements CanvasLayer {
	constructor(readonly session: EditorSession) {}

	draw(surface: Surface): void {
		const { document, viewState } = this.session;
		if (document === null || viewState.maskOnly) return;
		for (const { image, place, opacity, isVisible } of document.references) {
			if (!isVisible) continue;
			surface.context.globalAlpha = opacity;
			drawPicture(movedTo(surface, place), this.session.getPicture(image), sizeOf(place));
			surface.context.globalAlpha = 1;
		}
	}

	dispose(): void {}
}

// The layer of the paint, above the picture and its candidates: from the bottom up, with the tiles of the gesture under way.
import { type DocumentTree, nextPaintLayer, type PaintLayer } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import { DrawnPaint } from "../shapes/paintTiles";
import type { Surface } from "../surface";
import type { CanvasLayer } from "./canvasLayer";

export class PaintsLayer implements CanvasLayer {
	/** By document and layer. */
	readonly #drawn = new Map<string, DrawnPaint>();

	constructor(readonly session: EditorSession) {}

	isEmpty(): boolean {
		const { document, tools } = this.session;
		return document === null || (tools.gesture.paint === null && !document.paints.some(isDrawn));
	}

	draw(surface: Surface): void {
		const { document, viewState, tools } = this.session;
		if (document === null || viewState.maskOnly || viewState.asOf !== null) return;
		const { paint } = tools.gesture;
		const layers = layersWith(document, paint?.layer).filter((layer) => isDrawn(layer) || layer.id === paint?.layer);
		const keys = new Set(layers.map(({ id }) => `${document.id}/${id}`));
		for (const key of this.#drawn.keys()) if (!keys.has(key)) this.#drawn.delete(key);
		surface.context.imageSmoothingQuality = "low";
		for (const { id, tiles, opacity } of layers) {
			const key = `${document.id}/${id}`;
			const drawn = this.#drawn.get(key) ?? new DrawnPaint();
			this.#drawn.set(key, drawn);
			drawn.draw(surface, document.picture, tiles, paint?.layer === id ? paint.tiles : {}, opacity);
		}
	}

	dispose(): void {
		this.#drawn.clear();
	}
}

function isDrawn({ isVisible, tiles }: PaintLayer): boolean {
	return isVisible && Object.keys(tiles).length > 0;
}

/** The layers, and one that a gesture will add. */
function layersWith(document: DocumentTree, painted: string | undefined): readonly PaintLayer[] {
	const isThere = painted === undefined || document.paints.some(({ id }) => id === painted);
	return isThere ? document.paints : [...document.paints, { ...nextPaintLayer(document), id: painted }];
}

// Draws the stage's layers: each at most once a frame, in the scheduler's draw phase, and only after something in it has
// changed. Konva's own batchDraw would draw one frame later.
import type Konva from "konva/lib/Core";
import type { EditorSession } from "../session/editorSession";
import { createLayers, LAYER_NAMES, LAYERS_IN_SCOPE, type LayerName } from "./stageLayers";
import { clipColumns, createSurface } from "./surface";

export class StagePainter {
	readonly #layers;
	readonly #nodes = new Map<LayerName, Konva.Layer>();
	readonly #dirty = new Set<LayerName>();
	readonly #unsubscribe: () => void;

	constructor(
		readonly session: EditorSession,
		/** Device pixels per CSS pixel. */
		readonly ratio: number,
	) {
		this.#layers = createLayers(session, ratio);
		this.#unsubscribe = session.onRedraw((scope) => this.redraw(LAYERS_IN_SCOPE[scope]));
	}

	/** Registers a mounted layer node; null removes it. */
	attach(name: LayerName, node: Konva.Layer | null): void {
		if (node === null) this.#nodes.delete(name);
		else this.#nodes.set(name, node);
	}

	/** Draws every layer at once, because resizing a canvas clears it. */
	drawAll(): void {
		for (const name of LAYER_NAMES) this.#dirty.add(name);
		this.#drawDirty();
	}

	redraw(names: readonly LayerName[]): void {
		for (const name of names) this.#dirty.add(name);
		this.session.frames.schedule("draw", this.#drawDirty);
	}

	/** Draws a layer's content in device pixels: the scene function of the layer's one shape. */
	drawContent(name: LayerName, context: CanvasRenderingContext2D): void {
		const { camera, viewSize, document, panes } = this.session;
		if (document === null || viewSize.width === 0) return;
		for (const pane of panes) {
			context.save();
			context.setTransform(1, 0, 0, 1, Math.round(pane.left * this.ratio), Math.round(pane.top * this.ratio));
			const surface = createSurface(context, camera, viewSize, this.ratio);
			if (pane.side !== "both") clipColumns(surface, 0, surface.width);
			this.#layers[name].draw(surface, pane);
			context.restore();
			// Tiles beyond the frame's budget are drawn in the next frame.
			if (!surface.pace.isComplete) this.redraw([name]);
		}
	}

	dispose(): void {
		this.#unsubscribe();
		this.session.frames.cancel("draw", this.#drawDirty);
		for (const layer of Object.values(this.#layers)) layer.dispose();
	}

	#drawDirty = (): void => {
		const names = [...this.#dirty];
		this.#dirty.clear();
		for (const name of names) this.#nodes.get(name)?.draw();
	};
}

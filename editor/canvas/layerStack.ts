// The canvases of the layers, one above the other, for one device pixel ratio. Each layer is drawn at most once a frame, in
// the scheduler's draw phase, and only after something in it has changed.
import type { EditorSession } from "../session/editorSession";
import type { RedrawScope } from "../state/editorContext";
import type { CanvasLayer } from "./layers/canvasLayer";
import { MasksLayer } from "./layers/masksLayer";
import { OverlayLayer } from "./layers/overlayLayer";
import { PictureLayer } from "./layers/pictureLayer";
import { ResultsLayer } from "./layers/resultsLayer";
import { clipColumns, createSurface } from "./surface";

/** From the bottom up. */
const LAYERS = ["picture", "results", "masks", "overlay"] as const;
type LayerName = (typeof LAYERS)[number];

const LAYERS_IN_SCOPE: Readonly<Record<RedrawScope, readonly LayerName[]>> = {
	camera: LAYERS,
	masks: ["masks"],
	pictures: ["picture", "results"],
	cursor: ["overlay"],
};

/** Compensates for rounding errors before fractions of a device pixel are cut off. */
const ROUNDING_TOLERANCE = 0.01;

export class LayerStack {
	readonly #contexts: ReadonlyMap<LayerName, CanvasRenderingContext2D>;
	readonly #layers: Readonly<Record<LayerName, CanvasLayer>>;
	readonly #dirty = new Set<LayerName>();
	readonly #unsubscribe: () => void;

	constructor(
		container: HTMLElement,
		readonly session: EditorSession,
		readonly ratio: number,
	) {
		this.#contexts = new Map(LAYERS.map((name) => [name, appendCanvas(container)]));
		this.#layers = {
			picture: new PictureLayer(session, ratio),
			results: new ResultsLayer(session),
			masks: new MasksLayer(session, ratio),
			overlay: new OverlayLayer(session, ratio),
		};
		this.#unsubscribe = session.onRedraw((scope) => this.#redraw(LAYERS_IN_SCOPE[scope]));
	}

	/** Draws at once, because resizing a canvas clears it. */
	resize(width: number, height: number): void {
		for (const { canvas } of this.#contexts.values()) {
			canvas.width = Math.floor(width * this.ratio + ROUNDING_TOLERANCE);
			canvas.height = Math.floor(height * this.ratio + ROUNDING_TOLERANCE);
			canvas.style.width = `${width}px`;
			canvas.style.height = `${height}px`;
		}
		for (const name of LAYERS) this.#dirty.add(name);
		this.#draw();
	}

	destroy(): void {
		this.#unsubscribe();
		this.session.frames.cancel("draw", this.#draw);
		for (const layer of Object.values(this.#layers)) layer.dispose();
		for (const { canvas } of this.#contexts.values()) {
			canvas.remove();
			// Safari keeps the memory of a removed canvas that still has a size.
			canvas.width = canvas.height = 0;
		}
	}

	#redraw(names: readonly LayerName[]): void {
		for (const name of names) this.#dirty.add(name);
		this.session.frames.schedule("draw", this.#draw);
	}

	#draw = (): void => {
		const names = [...this.#dirty];
		this.#dirty.clear();
		for (const name of names) if (!this.#drawLayer(name)) this.#dirty.add(name);
		// Layers that the frame's budget did not cover go on in the next frame.
		if (this.#dirty.size > 0) this.session.frames.schedule("draw", this.#draw);
	};

	/** Returns whether the layer is complete. */
	#drawLayer(name: LayerName): boolean {
		const context = this.#contexts.get(name);
		if (context === undefined) return true;
		context.clearRect(0, 0, context.canvas.width, context.canvas.height);
		const { camera, viewSize, document, panes } = this.session;
		if (document === null || viewSize.width === 0) return true;
		let isComplete = true;
		for (const pane of panes) {
			context.save();
			context.setTransform(1, 0, 0, 1, Math.round(pane.left * this.ratio), Math.round(pane.top * this.ratio));
			const surface = createSurface(context, camera, viewSize, this.ratio);
			if (pane.side !== "both") clipColumns(surface, 0, surface.width);
			this.#layers[name].draw(surface, pane);
			context.restore();
			isComplete &&= surface.pace.isComplete;
		}
		return isComplete;
	}
}

function appendCanvas(container: HTMLElement): CanvasRenderingContext2D {
	const canvas = document.createElement("canvas");
	const context = canvas.getContext("2d");
	if (context === null) throw new Error("The browser has no 2D canvas context.");
	container.append(canvas);
	return context;
}

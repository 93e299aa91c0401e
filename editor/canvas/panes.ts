// Draws the panes of a layer, each clipped, and turned as the view is.
import type { EditorSession } from "../session/editorSession";
import { isAxisAligned } from "../state/camera";
import type { Pane } from "../state/compare";
import { clipColumns, createSurface, type Surface, setSmoothing, transform } from "./surface";

type DrawPane = (surface: Surface, pane: Pane) => void;

/**
 * Draws every pane of an open document. Returns false if something is left to the next frame. `scratch` is given for a layer
 * of tiles: turned by an odd angle they would show seams, so they are drawn upright onto it first.
 */
export function drawPanes(
	{ document, panes, camera, viewSize }: EditorSession,
	ratio: number,
	context: CanvasRenderingContext2D,
	draw: DrawPane,
	scratch: ScratchCanvas | null = null,
): boolean {
	// While a panel is rearranged the canvas may have no room for a moment.
	if (document === null || viewSize.width * ratio < 1 || viewSize.height * ratio < 1) return true;
	let isComplete = true;
	for (const pane of panes) {
		context.save();
		context.setTransform(1, 0, 0, 1, Math.round(pane.left * ratio), Math.round(pane.top * ratio));
		const surface = createSurface(context, camera, viewSize, ratio);
		if (pane.side !== "both") clipColumns({ ...surface, toPane: null }, 0, surface.pane.width);
		if (surface.toPane !== null) transform(context, surface.toPane);
		if (surface.toPane === null || scratch === null || isAxisAligned(camera)) draw(surface, pane);
		else scratch.drawThrough(surface, (upright) => draw(upright, pane));
		context.restore();
		isComplete = isComplete && surface.pace.isComplete;
	}
	return isComplete;
}

export class ScratchCanvas {
	#context: CanvasRenderingContext2D | null = null;

	/** Draws onto an empty canvas of the surface's size, and that onto the surface. */
	drawThrough(surface: Surface, draw: (upright: Surface) => void): void {
		const { context, width, height } = surface;
		const upright = { ...surface, context: this.#clear(width, height) };
		setSmoothing(upright);
		draw(upright);
		context.imageSmoothingEnabled = true;
		context.drawImage(upright.context.canvas, 0, 0, width, height, 0, 0, width, height);
	}

	dispose(): void {
		this.#context = null;
	}

	/** It only grows, because the size changes with every degree. */
	#clear(width: number, height: number): CanvasRenderingContext2D {
		this.#context ??= document.createElement("canvas").getContext("2d");
		const context = this.#context;
		if (context === null) throw new Error("no 2D context");
		const { canvas } = context;
		if (canvas.width < width || canvas.height < height) {
			canvas.width = Math.max(canvas.width, width);
			canvas.height = Math.max(canvas.height, height);
		} else context.clearRect(0, 0, width, height);
		return context;
	}
}

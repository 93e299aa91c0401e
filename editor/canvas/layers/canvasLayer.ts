// The interface of a canvas layer. A layer reads the session and never changes it.
import type { Pane } from "../../state/compare";
import type { Surface } from "../surface";

export interface CanvasLayer {
	/** True if the layer would draw nothing now. A canvas without content is not shown: each costs time in every frame. */
	isEmpty(): boolean;
	/**
	 * Draws one pane onto an empty surface. Where that would take too long for a frame, the layer sets
	 * `surface.pace.isComplete` to false and is drawn again in the next frame.
	 */
	draw(surface: Surface, pane: Pane): void;
	/** Releases cached canvases. */
	dispose(): void;
}

// The pointer over the canvas.
import type { Modifiers, ViewPoint } from "../tools";

export interface HoverState {
	readonly view: ViewPoint;
	readonly modifiers: Modifiers;
	/** PointerEvent.pointerType. */
	readonly pointer: string;
}

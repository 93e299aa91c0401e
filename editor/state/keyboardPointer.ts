// The pointer that arrow keys move over the canvas.
import type { ViewPoint } from "../tools";

export interface KeyboardPointer {
	readonly at: ViewPoint;
	readonly isPressed: boolean;
}

// The pointer that arrow keys move over the canvas.
import type { ViewPoint } from "../tools/index";

export interface KeyboardPointer {
	readonly at: ViewPoint;
	readonly isPressed: boolean;
}

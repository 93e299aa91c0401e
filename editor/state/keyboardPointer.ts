// The pointer that arrow keys move: Space or Enter presses it, and once more lets go. For the tools it is a pointer like
// any other.

import type { EditorSession } from "../session/editorSession";
import type { ToolSample, ViewPoint } from "../tools/index";
import { toSample } from "./camera";

export interface KeyboardPointer {
	readonly at: ViewPoint;
	readonly isPressed: boolean;
}

/** CSS pixels. */
const STEP = 8;
const FAR = 64;

const WAYS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};
const NONE = { shift: false, alt: false, mod: false };

/** Whether the key was one of its own. */
export function pressKeyPointer(
	session: EditorSession,
	{ key, shiftKey, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent,
): boolean {
	const { keyboardPointer, viewSize } = session;
	if (keyboardPointer === null || ctrlKey || metaKey || altKey) return false;
	const way = WAYS[key];
	if (way !== undefined) {
		const step = shiftKey ? FAR : STEP;
		const at = {
			x: Math.min(viewSize.width, Math.max(0, keyboardPointer.at.x + way[0] * step)),
			y: Math.min(viewSize.height, Math.max(0, keyboardPointer.at.y + way[1] * step)),
		};
		session.setKeyboardPointer({ ...keyboardPointer, at });
		if (keyboardPointer.isPressed)
			session.handleToolEvent({ type: "move", samples: [sampleAt(session, at)], modifiers: NONE });
		return true;
	}
	// With Shift it keeps a result.
	if ((key !== "Enter" && key !== " ") || shiftKey) return false;
	if (!repeat) press(session, keyboardPointer);
	return true;
}

function press(session: EditorSession, { at, isPressed }: KeyboardPointer): void {
	const samples = [sampleAt(session, at)];
	session.setKeyboardPointer({ at, isPressed: !isPressed });
	if (isPressed) session.handleToolEvent({ type: "up", samples, modifiers: NONE });
	else session.handleToolEvent({ type: "down", samples, modifiers: NONE, isSecondary: false, pointer: "keyboard" });
}

function sampleAt({ camera }: EditorSession, at: ViewPoint): ToolSample {
	return { view: at, image: toSample(camera, at), pressure: 0.5 };
}

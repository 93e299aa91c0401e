// The pointer that arrow keys move: Space or Enter presses it, and once more lets go. For the tools it is a pointer like
// any other.

import type { Session } from "../session/editorSession";
import type { ToolSample, ViewPoint } from "../tools/index";
import { toSample } from "./camera";

export interface KeyPointer {
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
	session: Session,
	{ key, shiftKey, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent,
): boolean {
	const { keyPointer, view } = session;
	if (keyPointer === null || ctrlKey || metaKey || altKey) return false;
	const way = WAYS[key];
	if (way !== undefined) {
		const step = shiftKey ? FAR : STEP;
		const at = {
			x: Math.min(view.width, Math.max(0, keyPointer.at.x + way[0] * step)),
			y: Math.min(view.height, Math.max(0, keyPointer.at.y + way[1] * step)),
		};
		session.setKeyPointer({ ...keyPointer, at });
		if (keyPointer.isPressed) session.handleTool({ type: "move", samples: [sampleAt(session, at)], modifiers: NONE });
		return true;
	}
	// With Shift it keeps a result.
	if ((key !== "Enter" && key !== " ") || shiftKey) return false;
	if (!repeat) press(session, keyPointer);
	return true;
}

function press(session: Session, { at, isPressed }: KeyPointer): void {
	const samples = [sampleAt(session, at)];
	session.setKeyPointer({ at, isPressed: !isPressed });
	if (isPressed) session.handleTool({ type: "up", samples, modifiers: NONE });
	else session.handleTool({ type: "down", samples, modifiers: NONE, isSecondary: false, pointer: "keyboard" });
}

function sampleAt({ camera }: Session, at: ViewPoint): ToolSample {
	return { view: at, image: toSample(camera, at), pressure: 0.5 };
}

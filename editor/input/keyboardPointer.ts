// Moves the keyboard's pointer with the arrow keys; Space or Enter presses and releases it. Tools see it as a pointer like
// any other.
import type { EditorSession } from "../session/editorSession";
import { toSample } from "../state/camera";
import type { KeyboardPointer } from "../state/keyboardPointer";
import type { ToolSample, ViewPoint } from "../tools";

/** CSS pixels per key press, without and with Shift. */
const STEP = 8;
const LARGE_STEP = 64;

const DIRECTIONS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};
const NO_MODIFIERS = { shift: false, alt: false, mod: false };

/** Returns whether the keyboard pointer has handled the key. */
export function handleKeyboardPointer(
	session: EditorSession,
	{ key, shiftKey, ctrlKey, metaKey, altKey, repeat }: KeyboardEvent,
): boolean {
	const { viewSize, tools } = session;
	const { keyboardPointer } = tools;
	if (keyboardPointer === null || ctrlKey || metaKey || altKey) return false;
	const direction = DIRECTIONS[key];
	if (direction !== undefined) {
		const step = shiftKey ? LARGE_STEP : STEP;
		const at = {
			x: Math.min(viewSize.width, Math.max(0, keyboardPointer.at.x + direction[0] * step)),
			y: Math.min(viewSize.height, Math.max(0, keyboardPointer.at.y + direction[1] * step)),
		};
		session.tools.setKeyboardPointer({ ...keyboardPointer, at });
		if (keyboardPointer.isPressed) {
			session.tools.handleEvent({ type: "move", samples: [sampleAt(session, at)], modifiers: NO_MODIFIERS });
		}
		return true;
	}
	// Shift+Enter accepts a result.
	if ((key !== "Enter" && key !== " ") || shiftKey) return false;
	if (!repeat) togglePressed(session, keyboardPointer);
	return true;
}

function togglePressed(session: EditorSession, { at, isPressed }: KeyboardPointer): void {
	const samples = [sampleAt(session, at)];
	const modifiers = NO_MODIFIERS;
	session.tools.setKeyboardPointer({ at, isPressed: !isPressed });
	if (isPressed) session.tools.handleEvent({ type: "up", samples, modifiers });
	else session.tools.handleEvent({ type: "down", samples, modifiers, isSecondary: false, pointer: "keyboard" });
}

function sampleAt({ camera }: EditorSession, at: ViewPoint): ToolSample {
	return { view: at, image: toSample(camera, at), pressure: 0.5 };
}

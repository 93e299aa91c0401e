// The key bindings of the editor: those of the registered actions, and the tools that are used while a key is held.
import type { KeyBinding } from "./keymap";
import { ACTIONS, PANNING_TOOL, ROTATING_TOOL } from "./registry";

/** Keys that say the direction or the number themselves, and keys that confirm and cancel. */
const FIXED = /^(?:Shift\+)?(?:Arrow\w+|Escape|Enter|Delete|Backspace|Page\w+|\d)$/;

const heldTools: readonly KeyBinding[] = [
	{ id: "held.pan", label: PANNING_TOOL.label, shortcuts: [" "], scope: "editor", isFixed: true },
	{ id: "held.rotate", label: ROTATING_TOOL.label, shortcuts: ["R"], scope: "editor", isFixed: true },
];

export const EDITOR_KEYS: readonly KeyBinding[] = [
	...ACTIONS.map(({ id, label, shortcuts, tool, needsCanvas, group }): KeyBinding => {
		const isFixed =
			(needsCanvas === true || group === "brush" || tool !== undefined) &&
			shortcuts.length > 0 &&
			shortcuts.every((key) => FIXED.test(key));
		return { id, label, shortcuts, scope: tool === undefined ? "editor" : `tool:${tool}`, ...(isFixed && { isFixed }) };
	}),
	...heldTools,
];

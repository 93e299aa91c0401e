// Shortcuts as text for the user's keyboard, and in ARIA's notation.
import { describeShortcut } from "../tools";

const IS_MAC = typeof navigator !== "undefined" && /Mac|iPad|iPhone/.test(navigator.platform);

export function keyText(shortcut: string): string {
	return describeShortcut(shortcut, IS_MAC);
}

/** For aria-keyshortcuts. */
export function keyShortcut(shortcut: string): string {
	return shortcut === "Shift+/" ? "?" : shortcut.replace("Mod", IS_MAC ? "Meta" : "Control");
}

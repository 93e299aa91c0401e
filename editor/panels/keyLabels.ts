// Keys as they stand on the keyboard in front of this person.
import { describeShortcut } from "../tools/index";

const IS_MAC = typeof navigator !== "undefined" && /Mac|iPad|iPhone/.test(navigator.platform);

export function keyText(shortcut: string): string {
	return describeShortcut(shortcut, IS_MAC);
}

/** For assistive technology, in the notation of ARIA. */
export function keyShortcut(shortcut: string): string {
	return shortcut === "Shift+/" ? "?" : shortcut.replace("Mod", IS_MAC ? "Meta" : "Control");
}

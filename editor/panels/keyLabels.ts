// Shortcuts as text for the user's keyboard, and in ARIA's notation.
import { type Action, type CustomKeys, describeShortcut, keysOf } from "../tools";

const IS_MAC = typeof navigator !== "undefined" && /Mac|iPad|iPhone/.test(navigator.platform);

export function keyText(shortcut: string): string {
	return describeShortcut(shortcut, IS_MAC);
}

/** For aria-keyshortcuts. */
export function keyShortcut(shortcut: string): string {
	return shortcut === "Shift+/" ? "?" : shortcut.replace("Mod", IS_MAC ? "Meta" : "Control");
}

/** The first key of an action for its button: the text of the tooltip and the attribute. */
export function actionKeys(action: Action | undefined, { keys }: { readonly keys: CustomKeys }) {
	const [shortcut] = action ? keysOf(action, keys) : [];
	return { text: shortcut && keyText(shortcut), aria: shortcut && keyShortcut(shortcut) };
}

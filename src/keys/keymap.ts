// The keys of the studio's bindings with the user's changes, which are stored with the editor's preferences: as text for
// labels, and as a test of key presses.
import { useSyncExternalStore } from "react";
import { type CustomKeys, describeShortcut, type KeyPress, keysOf, shortcutOf } from "../../editor/basics";
import { STUDIO_KEYS, type StudioKey } from "./studioKeys";

const IS_MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

const NO_KEYS: CustomKeys = {};
let custom = NO_KEYS;
const listeners = new Set<() => void>();

interface KeysOwner {
	getState(): { readonly preferences: { readonly keys?: CustomKeys } };
	subscribe(listener: () => void): () => void;
}

/** Follows the changed keys of the editor's preferences. */
export function followKeys(editor: KeysOwner): () => void {
	const update = (): void => {
		const { keys = NO_KEYS } = editor.getState().preferences;
		if (keys === custom) return;
		custom = keys;
		for (const listener of listeners) listener();
	};
	update();
	return editor.subscribe(update);
}

function shortcutsOf(id: StudioKey, keys: CustomKeys): readonly string[] {
	const binding = STUDIO_KEYS.find((one) => one.id === id);
	return binding ? keysOf(binding, keys) : [];
}

export const isKey = (press: KeyPress, id: StudioKey): boolean => shortcutsOf(id, custom).includes(shortcutOf(press));

/** The first key of a binding as it is printed on the keyboard; undefined: it has none. */
export function useKeyText(id: StudioKey): string | undefined {
	const keys = useSyncExternalStore(subscribe, () => custom);
	return keyText(id, keys);
}

function keyText(id: StudioKey, keys: CustomKeys): string | undefined {
	const [shortcut] = shortcutsOf(id, keys);
	return shortcut && describeShortcut(shortcut, IS_MAC);
}

const subscribe = (listener: () => void): (() => void) => {
	listeners.add(listener);
	return () => listeners.delete(listener);
};

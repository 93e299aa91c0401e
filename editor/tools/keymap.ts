// Key bindings as data: the defaults are declared, and the user's changes are stored as differences from them. Knows neither
// the registry of actions nor the keyboard events.
import type { Label } from "./label";

/**
 * The place where a binding works: "anywhere", in text fields too; "panel", anywhere but in text fields; "editor", with the
 * focus in the editor or nowhere; "tool:…", the same while a tool is active, and before all others; the others in a part of
 * the studio.
 */
export type KeyScope =
	| "anywhere"
	| "panel"
	| "editor"
	| `tool:${string}`
	| "prompt"
	| "tasks"
	| "documents"
	| "detail"
	| "lightbox";

/** A command that keys are bound to. */
export interface KeyBinding {
	/** Unique among the bindings of the editor and of the embedding program. */
	readonly id: string;
	readonly label: Label;
	/** The default keys. */
	readonly shortcuts: readonly string[];
	readonly scope: KeyScope;
	/** The keys mean something by themselves (arrows, digits) or belong to a control, and cannot be changed. */
	readonly isFixed?: boolean;
}

/** The keys that differ from the defaults, by the id of the binding; an empty list: none. */
export type CustomKeys = Readonly<Record<string, readonly string[]>>;

export const keysOf = (binding: Pick<KeyBinding, "id" | "shortcuts">, custom: CustomKeys): readonly string[] =>
	custom[binding.id] ?? binding.shortcuts;

/** Modal: no binding of the panel or the editor works at the same time. */
const MODAL: ReadonlySet<KeyScope> = new Set<KeyScope>(["detail", "lightbox"]);
const EVERYWHERE: ReadonlySet<KeyScope> = new Set<KeyScope>(["anywhere", "panel"]);

/** True if one key press could mean both. A tool's keys take those of the editor over by intent. */
export function canBothBeActive(a: KeyScope, b: KeyScope): boolean {
	if (a === b) return true;
	if (MODAL.has(a) || MODAL.has(b)) return false;
	return EVERYWHERE.has(a) || EVERYWHERE.has(b);
}

/** The other binding that has this key while `binding` could be meant. */
export function findConflict(
	bindings: readonly KeyBinding[],
	custom: CustomKeys,
	binding: KeyBinding,
	shortcut: string,
): KeyBinding | undefined {
	return bindings.find(
		(other) =>
			other.id !== binding.id &&
			canBothBeActive(other.scope, binding.scope) &&
			keysOf(other, custom).includes(shortcut),
	);
}

/** All keys that two bindings share, as "key: id, id". */
export function findCollisions(bindings: readonly KeyBinding[], custom: CustomKeys): readonly string[] {
	return bindings.flatMap((binding, index) =>
		keysOf(binding, custom).flatMap((shortcut) => {
			const other = findConflict(bindings.slice(index + 1), custom, binding, shortcut);
			return other ? [`${shortcut}: ${binding.id}, ${other.id}`] : [];
		}),
	);
}

/** Keys of the browser and of the page's controls. */
const RESERVED = new Set(
	[
		"Escape",
		"Tab",
		"Shift+Tab",
		"Enter",
		"Space",
		" ",
		"ContextMenu",
		"F5",
		"F11",
		"F12",
		"CapsLock",
		"Dead",
		"Process",
	]
		.concat(["Mod+W", "Mod+T", "Mod+N", "Mod+Q", "Mod+R", "Mod+C", "Mod+V", "Mod+X", "Mod+Tab"])
		.concat(["Mod+Shift+W", "Mod+Shift+T", "Mod+Shift+R", "Mod+Shift+Q"]),
);
const FORM = /^(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?(?:[^+\s]|[A-Z][A-Za-z0-9]*)$/;

/** "reserved": a key of the browser or of a control; "types": it would type a letter where the binding works. */
export function refuseKey(binding: KeyBinding, shortcut: string): "reserved" | "types" | undefined {
	const key = shortcut.replace(/^(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?/, "");
	if (RESERVED.has(shortcut) || !FORM.test(shortcut)) return "reserved";
	if (["Control", "Shift", "Alt", "Meta", "AltGraph", "OS"].includes(key)) return "reserved";
	// Plain arrows and the like move the caret, the pointer or the selection.
	if (/^(?:Shift\+)?(?:Arrow\w+|Home|End|PageUp|PageDown)$/.test(shortcut)) return "reserved";
	const isInText = binding.scope === "anywhere" || binding.scope === "prompt";
	const isTyping = !shortcut.startsWith("Mod+") && !/^F\d+$/.test(key);
	return isInText && isTyping ? "types" : undefined;
}

const sameKeys = (a: readonly string[], b: readonly string[]): boolean =>
	a.length === b.length && a.every((key, index) => key === b[index]);

/** Returns the differences after a change; keys equal to the defaults are not stored. */
export function withKeys(custom: CustomKeys, binding: KeyBinding, shortcuts: readonly string[]): CustomKeys {
	const { [binding.id]: _, ...others } = custom;
	return sameKeys(shortcuts, binding.shortcuts) ? others : { ...others, [binding.id]: shortcuts };
}

/** Replaces one key of a binding by another; null: adds or removes one. */
export function changeKey(custom: CustomKeys, binding: KeyBinding, from: string | null, to: string | null): CustomKeys {
	const keys = keysOf(binding, custom);
	const changed = from === null ? [...keys, to] : keys.map((key) => (key === from ? to : key));
	return withKeys(custom, binding, [...new Set(changed.filter((key) => key !== null))]);
}

/** Like `changeKey`, for a key that another binding has: that one gets the replaced key, or none if that would not do. */
export function swapKeys(
	bindings: readonly KeyBinding[],
	custom: CustomKeys,
	change: { readonly binding: KeyBinding; readonly from: string | null; readonly to: string },
): CustomKeys {
	const { binding, from, to } = change;
	let keys = changeKey(custom, binding, from, to);
	for (const other of bindings) {
		if (findConflict([other], keys, binding, to) === undefined) continue;
		const canTake = from !== null && !findConflict(bindings, keys, other, from) && !refuseKey(other, from);
		keys = changeKey(keys, other, to, canTake ? from : null);
	}
	return keys;
}

/** Takes changed keys of known bindings from stored or imported data. Bindings that cannot be changed keep their keys. */
export function readCustomKeys(bindings: readonly KeyBinding[], stored: unknown): CustomKeys {
	const fields = typeof stored === "object" && stored !== null ? (stored as Record<string, unknown>) : {};
	let custom: CustomKeys = {};
	for (const binding of bindings) {
		const keys = fields[binding.id];
		if (binding.isFixed || !Array.isArray(keys)) continue;
		const isValid = keys.every(
			(key) => typeof key === "string" && (binding.shortcuts.includes(key) || refuseKey(binding, key) === undefined),
		);
		if (isValid) custom = withKeys(custom, binding, keys as string[]);
	}
	return custom;
}

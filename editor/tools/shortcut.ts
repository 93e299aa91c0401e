// Reading and matching key combinations such as "Mod+Shift+Z". Letters match what the key types, so that a French B is a
// B; where it types no Latin letter, and for digits, the key's place on the keyboard decides.

/** The fields of a KeyboardEvent that matter. */
export interface KeyPress {
	readonly key: string;
	readonly code: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly shiftKey: boolean;
	readonly altKey: boolean;
}

const PUNCTUATION: Readonly<Record<string, string>> = {
	BracketLeft: "[",
	BracketRight: "]",
	Backslash: "\\",
	Minus: "-",
	Equal: "=",
	Slash: "/",
};

export function keyOf({ key, code }: KeyPress): string {
	const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
	if (digit !== undefined) return digit;
	if (/^[a-z]$/i.test(key)) return key.toUpperCase();
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter !== undefined && key.length === 1 && key.charCodeAt(0) > 127) return letter;
	return PUNCTUATION[code] ?? key;
}

/** Canonical: the order of the parts is fixed. */
export function shortcutOf(press: KeyPress): string {
	const parts: string[] = [];
	if (press.ctrlKey || press.metaKey) parts.push("Mod");
	if (press.altKey) parts.push("Alt");
	if (press.shiftKey) parts.push("Shift");
	return [...parts, keyOf(press)].join("+");
}

/** As people read it on their keyboard. */
export function describeShortcut(shortcut: string, isMac: boolean): string {
	if (!isMac) return shortcut.replace("Mod", "Ctrl");
	return shortcut.replace("Mod+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧");
}

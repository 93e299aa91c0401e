// Converts key presses to shortcuts such as "Mod+Shift+Z" and formats shortcuts for display. A letter is the character
// that the key types, on any keyboard layout. For digits, and if the key types no Latin letter, the key's position counts.

/** The fields of a KeyboardEvent that are used. */
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
	Comma: ",",
	Period: ".",
};

const TYPED = new Set(Object.values(PUNCTUATION));

/** Returns the shortcut for characters that count as typed, independent of the keys that produce them. */
function typedOf({ key, ctrlKey, metaKey, altKey }: KeyPress): string | null {
	const hasMod = ctrlKey || metaKey;
	if (key === "?" && !hasMod) return "Shift+/";
	// Ctrl and plus zooms in, also on layouts where a plus needs Shift.
	if (key === "+" && hasMod) return "Mod+=";
	if ((key === "-" || key === "=") && hasMod && !altKey) return `Mod+${key}`;
	// On some layouts brackets need AltGr, which some systems report as Ctrl and Alt. Plus and minus never need AltGr.
	if (TYPED.has(key) && key !== "-" && key !== "=" && ctrlKey && altKey) return key;
	return null;
}

export function keyOf({ key, code }: KeyPress): string {
	const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
	// Without NumLock, keys of the number pad are arrows and the like.
	if (digit !== undefined && (code.startsWith("Digit") || key === digit)) return digit;
	if (/^[a-z]$/i.test(key)) return key.toUpperCase();
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter !== undefined && key.length === 1 && key.charCodeAt(0) > 127) return letter;
	if (code === "NumpadAdd") return "=";
	if (code === "NumpadSubtract") return "-";
	if (TYPED.has(key)) return key;
	return PUNCTUATION[code] ?? key;
}

/** Returns the canonical form of a key press: its parts have a fixed order. */
export function shortcutOf(press: KeyPress): string {
	const typed = typedOf(press);
	if (typed !== null) return typed;
	const parts: string[] = [];
	if (press.ctrlKey || press.metaKey) parts.push("Mod");
	if (press.altKey) parts.push("Alt");
	if (press.shiftKey) parts.push("Shift");
	return [...parts, keyOf(press)].join("+");
}

/** Keys as they are printed on keyboards, in every language. */
const PRINTED = { ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓", PageUp: "PgUp", PageDown: "PgDn" };
const PRINTED_ON_MAC = { ...PRINTED, PageUp: "⇞", PageDown: "⇟" };

/** Formats a shortcut for display. */
export function describeShortcut(shortcut: string, isMac: boolean): string {
	if (shortcut === "Shift+/") return "?";
	const printed: Readonly<Record<string, string>> = isMac ? PRINTED_ON_MAC : PRINTED;
	const drawn = shortcut.replace(/\w+$/, (key) => printed[key] ?? key);
	if (!isMac) return drawn.replace("Mod", "Ctrl");
	return drawn.replace("Mod+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧");
}

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
};

const TYPED = new Set(Object.values(PUNCTUATION));

/** What was typed where that is meant as such, whatever keys it took. */
function typedOf({ key, ctrlKey, metaKey, altKey }: KeyPress): string | null {
	const hasMod = ctrlKey || metaKey;
	if (key === "?" && !hasMod) return "Shift+/";
	// Zooming in is Ctrl and a plus, with Shift where that takes one.
	if (key === "+" && hasMod) return "Mod+=";
	if ((key === "-" || key === "=") && hasMod && !altKey) return `Mod+${key}`;
	// Brackets that only AltGr types: some systems call that Ctrl and Alt. Plus and minus need no AltGr anywhere.
	if (TYPED.has(key) && key !== "-" && key !== "=" && ctrlKey && altKey) return key;
	return null;
}

export function keyOf({ key, code }: KeyPress): string {
	const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
	// Without NumLock the digits beside are arrows and more.
	if (digit !== undefined && (code.startsWith("Digit") || key === digit)) return digit;
	if (/^[a-z]$/i.test(key)) return key.toUpperCase();
	const letter = /^Key([A-Z])$/.exec(code)?.[1];
	if (letter !== undefined && key.length === 1 && key.charCodeAt(0) > 127) return letter;
	if (code === "NumpadAdd") return "=";
	if (code === "NumpadSubtract") return "-";
	if (TYPED.has(key)) return key;
	return PUNCTUATION[code] ?? key;
}

/** Canonical: the order of the parts is fixed. */
export function shortcutOf(press: KeyPress): string {
	const typed = typedOf(press);
	if (typed !== null) return typed;
	const parts: string[] = [];
	if (press.ctrlKey || press.metaKey) parts.push("Mod");
	if (press.altKey) parts.push("Alt");
	if (press.shiftKey) parts.push("Shift");
	return [...parts, keyOf(press)].join("+");
}

const ARROWS: Readonly<Record<string, string>> = { Left: "←", Right: "→", Up: "↑", Down: "↓" };

/** As people read it on their keyboard. */
export function describeShortcut(shortcut: string, isMac: boolean): string {
	if (shortcut === "Shift+/") return "?";
	const drawn = shortcut.replace(/Arrow(\w+)/, (name, way: string) => ARROWS[way] ?? name);
	if (!isMac) return drawn.replace("Mod", "Ctrl");
	return drawn.replace("Mod+", "⌘").replace("Alt+", "⌥").replace("Shift+", "⇧");
}

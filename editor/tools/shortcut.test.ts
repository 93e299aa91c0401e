import { expect, test } from "vitest";
import { describeShortcut, shortcutOf } from "./shortcut";

const plain = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test.each([
	[{ key: "z", code: "KeyZ", ctrlKey: true }, "Mod+Z"],
	[{ key: "Z", code: "KeyZ", metaKey: true, shiftKey: true }, "Mod+Shift+Z"],
	[{ key: "b", code: "KeyN" }, "B"],
	[{ key: "и", code: "KeyB" }, "B"],
	[{ key: "{", code: "BracketLeft", shiftKey: true }, "Shift+["],
	[{ key: "!", code: "Digit1", shiftKey: true }, "Shift+1"],
	[{ key: "0", code: "Numpad0", ctrlKey: true }, "Mod+0"],
	[{ key: "Enter", code: "Enter" }, "Enter"],
	// French layouts type digits with Shift, Russian ones no Latin letters, German ones brackets with AltGr.
	[{ key: "é", code: "Digit2" }, "2"],
	[{ key: "a", code: "KeyQ" }, "A"],
	[{ key: "С", code: "KeyC", shiftKey: true }, "Shift+C"],
	[{ key: "[", code: "Digit8", ctrlKey: true, altKey: true }, "["],
	[{ key: "ü", code: "BracketLeft" }, "["],
	[{ key: "=", code: "Equal", ctrlKey: true, altKey: true }, "Mod+Alt+="],
	[{ key: "-", code: "Minus", ctrlKey: true, altKey: true }, "Mod+Alt+-"],
	// A question mark on any key, but no other character on the key where US layouts have it.
	[{ key: "?", code: "Slash", shiftKey: true }, "Shift+/"],
	[{ key: "?", code: "KeyM", shiftKey: true }, "Shift+/"],
	[{ key: "?", code: "Minus", shiftKey: true }, "Shift+/"],
	[{ key: "_", code: "Slash", shiftKey: true }, "Shift+_"],
	// Plus and minus zoom on every keyboard.
	[{ key: "+", code: "Equal", ctrlKey: true, shiftKey: true }, "Mod+="],
	[{ key: "+", code: "BracketRight", metaKey: true }, "Mod+="],
	[{ key: "-", code: "Slash", ctrlKey: true }, "Mod+-"],
	[{ key: "+", code: "NumpadAdd" }, "="],
	[{ key: "-", code: "NumpadSubtract", ctrlKey: true }, "Mod+-"],
	[{ key: "5", code: "Numpad5" }, "5"],
	[{ key: "ArrowLeft", code: "Numpad4" }, "ArrowLeft"],
	[{ key: "Dead", code: "BracketLeft" }, "["],
])("%j is %s", (press, shortcut) => {
	expect(shortcutOf({ ...plain, ...press })).toBe(shortcut);
});

test("shortcuts are formatted for the platform's keyboard", () => {
	expect(describeShortcut("Mod+Shift+Z", false)).toBe("Ctrl+Shift+Z");
	expect(describeShortcut("Mod+Shift+Z", true)).toBe("⌘⇧Z");
	expect(describeShortcut("Shift+ArrowLeft", false)).toBe("Shift+←");
	expect(describeShortcut("PageDown", false)).toBe("PgDn");
	expect(describeShortcut("Alt+PageUp", false)).toBe("Alt+PgUp");
	expect(describeShortcut("Alt+PageUp", true)).toBe("⌥⇞");
	expect(describeShortcut("Shift+/", true)).toBe("?");
});

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
])("%j is %s", (press, shortcut) => {
	expect(shortcutOf({ ...plain, ...press })).toBe(shortcut);
});

test("shortcuts read as on the keyboard in front of one", () => {
	expect(describeShortcut("Mod+Shift+Z", false)).toBe("Ctrl+Shift+Z");
	expect(describeShortcut("Mod+Shift+Z", true)).toBe("⌘⇧Z");
});

// Switches the keyboard pointer, which is moved by the arrow keys, on and off.
import type { Action } from "../action";

export const toggleKeyboardPointer: Action = {
	id: "input.keyPointer",
	label: { en: "Keyboard pointer (arrows, Space)", zh: "键盘指针（方向键、空格）" },
	group: "input",
	shortcuts: ["K"],
	isPressed: ({ hasKeyPointer }) => hasKeyPointer === true,
	isEnabled: ({ document }) => document !== null,
	perform: ({ hasKeyPointer }) => [{ type: "keyPointer", isOn: hasKeyPointer !== true }],
};

// Undo and redo.
import redo2Icon from "@lucide/icons/icons/redo-2";
import undo2Icon from "@lucide/icons/icons/undo-2";
import type { Action } from "../action";

export const undoAction: Action = {
	id: "edit.undo",
	label: { en: "Undo", zh: "撤销" },
	icon: undo2Icon,
	group: "edit",
	shortcuts: ["Mod+Z"],
	isRepeated: true,
	// Undo takes back the last press of a gesture that stays open.
	isEnabled: ({ canUndo, isGestureOpen }) => canUndo || isGestureOpen === true,
	perform: () => [{ type: "undo" }],
};

export const redoAction: Action = {
	id: "edit.redo",
	label: { en: "Redo", zh: "重做" },
	icon: redo2Icon,
	group: "edit",
	shortcuts: ["Mod+Shift+Z", "Mod+Y"],
	isRepeated: true,
	isEnabled: ({ canRedo }) => canRedo,
	perform: () => [{ type: "redo" }],
};

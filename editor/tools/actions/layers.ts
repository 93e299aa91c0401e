// Actions on the active mask layer, and adding a reference layer.
import circlePlusIcon from "@lucide/icons/icons/circle-plus";
import imagePlusIcon from "@lucide/icons/icons/image-plus";
import trashIcon from "@lucide/icons/icons/trash";
import { activeMask, editMasks, nextMask } from "../../document";
import type { Action } from "../action";

export const addMask: Action = {
	id: "layer.addMask",
	label: { en: "New mask", zh: "新建蒙版" },
	icon: circlePlusIcon,
	group: "layer",
	shortcuts: ["Mod+Shift+N"],
	isEnabled: ({ document }) => document !== null,
	perform: ({ document }) =>
		document === null ? [] : [{ type: "commands", commands: [{ type: "mask.add", mask: nextMask(document) }] }],
};

export const removeMask: Action = {
	id: "layer.removeMask",
	label: { en: "Delete mask", zh: "删除蒙版" },
	icon: trashIcon,
	group: "layer",
	shortcuts: [],
	isEnabled: ({ document }) =>
		document !== null && (editMasks(document).length > 1 || activeMask(document).of !== undefined),
	perform: ({ document }) =>
		document === null ? [] : [{ type: "commands", commands: [{ type: "mask.remove", mask: activeMask(document).id }] }],
};

export const lockMask: Action = {
	id: "layer.lockMask",
	label: { en: "Lock mask", zh: "锁定蒙版" },
	group: "layer",
	shortcuts: [],
	isPressed: ({ document }) => document !== null && activeMask(document).isLocked,
	isEnabled: ({ document }) => document !== null,
	perform({ document }) {
		if (document === null) return [];
		const { id, isLocked } = activeMask(document);
		return [{ type: "commands", commands: [{ type: "mask.set", mask: id, changes: { isLocked: !isLocked } }] }];
	},
};

export const addReference: Action = {
	id: "layer.addReference",
	label: { en: "Add reference image…", zh: "添加参考图…" },
	icon: imagePlusIcon,
	group: "layer",
	shortcuts: [],
	isEnabled: ({ document }) => document !== null,
	perform: () => [{ type: "pick", purpose: "reference" }],
};

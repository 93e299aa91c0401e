// Adds a region note to the active mask. The user writes its text on the canvas.
import mapPinIcon from "@lucide/icons/icons/map-pin";
import { activeMask } from "../../document";
import type { Action } from "../action";

export const noteMask: Action = {
	id: "mask.note",
	label: { en: "Add prompt to region", zh: "添加区域提示词" },
	icon: mapPinIcon,
	group: "layer",
	shortcuts: ["Shift+N"],
	isEnabled({ document }) {
		const mask = document && activeMask(document);
		return (
			mask !== null && mask.of === undefined && mask.note === undefined && Object.keys(mask.coverage.tiles).length > 0
		);
	},
	perform({ document }) {
		if (document === null) return [];
		return [
			{ type: "show", mask: true },
			{ type: "commands", commands: [{ type: "mask.set", mask: activeMask(document).id, changes: { note: "" } }] },
		];
	},
};

// Makes the action of a mask operation on the active mask. Operations that read pixels become an "operate" effect, which
// the session runs in a worker.
import { activeMask } from "../../document";
import { differingTiles, isEmpty } from "../../raster";
import type { Action, Effect } from "../action";
import { TRANSFORM_TOOL } from "../maskBox";
import type { BoxOperation, MaskOperation } from "./maskOperation";

export function operationAction(operation: MaskOperation): Action {
	const { id, label, icon, shortcuts, options } = operation;
	return {
		id,
		label,
		shortcuts,
		...(icon !== undefined && { icon }),
		...(options !== undefined && { options }),
		group: "mask",
		...("boxChange" in operation && isOrienting(operation) && { besideOptionsOf: TRANSFORM_TOOL }),
		isEnabled: ({ document }) => {
			const mask = document && activeMask(document);
			return mask !== null && !mask.isLocked && !("boxChange" in operation && isEmpty(mask.coverage));
		},
		perform({ document, settings, activeTool }) {
			if (document === null) return [];
			if ("boxChange" in operation && activeTool === TRANSFORM_TOOL) {
				return [{ type: "changeMaskBox", change: operation.boxChange }];
			}
			const { id: mask, coverage } = activeMask(document);
			const show: Effect = { type: "show", mask: true };
			if (!("apply" in operation)) return [show, { type: "operate", operation: id, mask, values: settings[id] }];
			const tiles = differingTiles(coverage, operation.apply(coverage));
			return [show, { type: "commands", commands: [{ type: "mask.setTiles", mask, tiles }] }];
		},
	};
}

/** Alignment is for the menu: its buttons would fill the bar. */
function isOrienting({ boxChange }: BoxOperation): boolean {
	return boxChange.kind !== "align";
}

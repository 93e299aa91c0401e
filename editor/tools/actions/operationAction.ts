// Makes the action of a mask operation on the active mask. Operations that read pixels become an "operate" effect, which
// the session runs in a worker.
import { activeMask } from "../../document";
import { differingTiles } from "../../raster";
import type { Action, Effect } from "../action";
import type { MaskOperation } from "./maskOperation";

export function operationAction(operation: MaskOperation): Action {
	const { id, label, icon, shortcuts, options } = operation;
	return {
		id,
		label,
		shortcuts,
		...(icon !== undefined && { icon }),
		...(options !== undefined && { options }),
		group: "mask",
		isEnabled: ({ document }) => document !== null && !activeMask(document).isLocked,
		perform({ document, settings }) {
			if (document === null) return [];
			const { id: mask, coverage } = activeMask(document);
			const show: Effect = { type: "show", mask: true };
			if (!("apply" in operation)) return [show, { type: "operate", operation: id, mask, values: settings[id] }];
			const tiles = differingTiles(coverage, operation.apply(coverage));
			return [show, { type: "commands", commands: [{ type: "mask.setTiles", mask, tiles }] }];
		},
	};
}

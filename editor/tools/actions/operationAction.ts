// The action that asks for a mask operation on the active mask. What looks at pixels is left to whoever runs the action,
// who knows of better places for it than this thread.
import { activeMask } from "../../document";
import { differingTiles, runToEnd } from "../../raster";
import type { Action, Effect } from "../action";
import type { MaskOperation } from "./maskOperation";

export function operationAction({ isInstant, steps, ...naming }: MaskOperation): Action {
	return {
		...naming,
		group: "mask",
		isEnabled: ({ document }) => document !== null && !activeMask(document).isLocked,
		perform({ document, settings }) {
			if (document === null) return [];
			const { id: mask, coverage } = activeMask(document);
			const values = settings[naming.id];
			const show: Effect = { type: "show", mask: true };
			if (isInstant !== true) return [show, { type: "operate", operation: naming.id, mask, values }];
			const tiles = differingTiles(coverage, runToEnd(steps(coverage, values)));
			return [show, { type: "commands", commands: [{ type: "mask.setTiles", mask, tiles }] }];
		},
	};
}

// A mask operation: coverage in, coverage out. It becomes one history entry holding only the tiles that differ.
import { activeMask } from "../../document";
import { type Coverage, differingTiles } from "../../raster";
import type { Action } from "../action";

interface MaskOperation extends Pick<Action, "id" | "label" | "icon" | "shortcuts"> {
	apply(coverage: Coverage): Coverage;
}

export function maskOperation({ apply, ...naming }: MaskOperation): Action {
	return {
		...naming,
		group: "mask",
		isEnabled: ({ document }) => document !== null,
		perform({ document }) {
			if (document === null) return [];
			const mask = activeMask(document);
			const tiles = differingTiles(mask.coverage, apply(mask.coverage));
			return [
				{ type: "show", mask: true },
				{ type: "commands", commands: [{ type: "mask.setTiles", mask: mask.id, tiles }] },
			];
		},
	};
}

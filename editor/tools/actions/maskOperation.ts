// A mask operation: coverage in, coverage out, in slices. It becomes one history entry holding only the tiles that differ.
import { activeMask } from "../../document";
import { type Coverage, type CoverageSteps, differingTiles, runToEnd } from "../../raster";
import type { Action } from "../action";
import type { OptionValues } from "../option";

interface MaskOperation extends Pick<Action, "id" | "label" | "icon" | "shortcuts" | "options"> {
	/** At once, */
	apply?(coverage: Coverage): Coverage;
	/** or in slices, with the values of its options. */
	steps?(coverage: Coverage, values: OptionValues | undefined): CoverageSteps;
}

export function maskOperation({ apply, steps, ...naming }: MaskOperation): Action {
	const compute = (coverage: Coverage, values: OptionValues | undefined) => {
		if (steps !== undefined) return runToEnd(steps(coverage, values));
		return apply?.(coverage) ?? coverage;
	};
	return {
		...naming,
		group: "mask",
		isEnabled: ({ document }) => document !== null,
		perform({ document, settings }) {
			if (document === null) return [];
			const mask = activeMask(document);
			const tiles = differingTiles(mask.coverage, compute(mask.coverage, settings[naming.id]));
			return [
				{ type: "show", mask: true },
				{ type: "commands", commands: [{ type: "mask.setTiles", mask: mask.id, tiles }] },
			];
		},
	};
}

// A mask operation as data: what it is called, what can be set about it, and its steps from coverage to coverage. Whoever
// carries it out chooses where: see operations.ts. The action that asks for it is made in operationAction.ts.
import type { Coverage, CoverageSteps } from "../../raster";
import type { Action } from "../action";
import type { OptionValues } from "../option";

export interface MaskOperation extends Pick<Action, "id" | "label" | "icon" | "shortcuts" | "options"> {
	/** It looks at no pixel and is done at once, wherever it runs. */
	readonly isInstant?: boolean;
	/** With the values of its options. */
	steps(coverage: Coverage, values: OptionValues | undefined): CoverageSteps;
}

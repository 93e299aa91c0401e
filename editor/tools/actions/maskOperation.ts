// A mask operation as data: what it is called, what can be set about it, and its steps from coverage to coverage. Whoever
// carries it out chooses where: see operations.ts. The action that asks for it is made in operationAction.ts.
import type { Coverage, CoverageSteps } from "../../raster";
import type { Action } from "../action";
import type { OptionValues } from "../option";

type Naming = Pick<Action, "id" | "label" | "icon" | "shortcuts" | "options">;

/** Looks at no pixel and is done at once, wherever it runs. */
export interface InstantOperation extends Naming {
	apply(coverage: Coverage): Coverage;
}

export interface SteppedOperation extends Naming {
	/** With the values of its options. */
	steps(coverage: Coverage, values: OptionValues | undefined): CoverageSteps;
}

export type MaskOperation = InstantOperation | SteppedOperation;

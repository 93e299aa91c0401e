// The interface of mask operations: label, options and the computation. operations.ts lists them, operationAction.ts makes
// their actions, and the job runner decides whether they run in a worker.
import type { Coverage, CoverageSteps, PictureSamples } from "../../raster";
import type { Action } from "../action";
import type { BoxChange } from "../maskBox";
import type { OptionValues } from "../option";

type Naming = Pick<Action, "id" | "label" | "icon" | "shortcuts" | "options">;

/** An operation that reads no pixels and is therefore executed immediately. */
export interface InstantOperation extends Naming {
	apply(coverage: Coverage): Coverage;
}

export interface SteppedOperation extends Naming {
	/** `values` are the values of the options. */
	steps(coverage: Coverage, values: OptionValues | undefined): CoverageSteps;
}

/** Moves the mask as a whole; changes the box instead while the mask is being transformed. */
export interface BoxOperation extends SteppedOperation {
	readonly boxChange: BoxChange;
}

/** An operation that reads the picture with its accepted edits; see "The path of a selection by content" in the README. */
export interface PictureOperation extends Naming {
	pictureSteps(coverage: Coverage, values: OptionValues | undefined, samples: PictureSamples): CoverageSteps;
}

export type MaskOperation = InstantOperation | SteppedOperation | BoxOperation | PictureOperation;

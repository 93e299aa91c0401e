// Long computations as generators that yield at least every few milliseconds. The caller (a worker, or a scheduler on
// the main thread) decides when to continue; the result does not depend on it.
import type { Coverage } from "./coverage";

export type Steps<Result> = Generator<void, Result, void>;

/** A computation that returns a coverage. */
export type CoverageSteps = Steps<Coverage>;

/** Runs a computation to its end without pausing. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

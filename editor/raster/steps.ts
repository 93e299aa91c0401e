// Long computations in slices: generators that yield wherever one may pause, a few milliseconds apart at most. Whoever
// drives one (a worker, a slicer on the main thread) decides when to go on; the result does not depend on it.
import type { Coverage } from "./coverage";

export type Steps<Result> = Generator<void, Result, void>;

/** Coverage in, coverage out, in slices. */
export type CoverageSteps = Steps<Coverage>;

/** Drives a computation without pausing. */
export function runToEnd<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}

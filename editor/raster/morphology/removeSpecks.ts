// Remove specks: removes areas with fewer pixels than a limit. In a second pass, areas at or above the edit threshold
// that are too small but belong to a larger faint area are lowered to just below the threshold, so that the thresholded
// mask that is sent has no smaller area either.
import type { Coverage } from "../coverage";
import { EDIT_THRESHOLD } from "../measure";
import type { CoverageSteps } from "../steps";
import { findAreas, limitAreas } from "./components";

export function* removeSpecks(coverage: Coverage, smallestArea: number): CoverageSteps {
	let result = coverage;
	for (const lowest of [1, EDIT_THRESHOLD]) {
		const areas = yield* findAreas(result, { lowest, highest: 255, isDiagonal: true });
		const limits = { atLeast: 0, atMost: lowest - 1 };
		result = yield* limitAreas(result, areas, ({ pixels }) => (pixels < smallestArea ? limits : null));
	}
	return result;
}

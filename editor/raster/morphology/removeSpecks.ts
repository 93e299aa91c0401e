// Remove specks: areas with fewer pixels than asked for go. What is left faint around something larger loses no more than
// what makes it count as edited, so that afterwards no area of the mask that is sent is smaller either.
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

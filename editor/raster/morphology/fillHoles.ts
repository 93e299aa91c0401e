// Fill holes: fills areas that are enclosed on all sides. First those enclosed by full coverage, including their soft
// edge pixels; then those enclosed by any edited pixels, with the highest coverage beside them. An area that touches the
// picture's border is not a hole.
import type { Coverage } from "../coverage";
import { EDIT_THRESHOLD } from "../measure";
import type { CoverageSteps } from "../steps";
import { findAreas, limitAreas } from "./components";

export function* fillHoles(coverage: Coverage): CoverageSteps {
	let result = coverage;
	for (const wall of [255, EDIT_THRESHOLD]) {
		const areas = yield* findAreas(result, { lowest: 0, highest: wall - 1, isDiagonal: false });
		result = yield* limitAreas(result, areas, ({ touchesBorder, highestBeside }) =>
			touchesBorder ? null : { atLeast: highestBeside, atMost: 255 },
		);
	}
	return result;
}

// Fill holes: what is closed in on all sides is filled. First what full coverage closes in, up to the last soft pixel;
// then what any edited pixels do, with the highest coverage beside it. What reaches the picture's border is no hole.
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

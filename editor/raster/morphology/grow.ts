// Grow (dilation): each pixel takes the highest coverage within the radius. All levels of a soft edge move outwards by
// the same distance, so that the edge keeps its softness.
import type { Coverage } from "../coverage";
import type { CoverageSteps } from "../steps";
import { mapBlocks } from "./blocks";
import { maxOverOctagon } from "./octagon";
import { clampRadius } from "./radius";

export function* grow(coverage: Coverage, radius: number): CoverageSteps {
	return yield* mapBlocks(coverage, {
		reach: clampRadius(radius),
		outside: 0,
		uniform: (value) => value,
		apply: maxOverOctagon,
	});
}

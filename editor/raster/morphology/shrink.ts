// Shrink (erosion): grows the complement of the mask. The picture's border is not an edge: a mask that touches it still
// does afterwards.
import type { Coverage } from "../coverage";
import type { CoverageSteps } from "../steps";
import { mapBlocks } from "./blocks";
import { maxOverOctagon } from "./octagon";
import { clampRadius } from "./radius";

export function* shrink(coverage: Coverage, radius: number): CoverageSteps {
	return yield* mapBlocks(coverage, {
		reach: clampRadius(radius),
		outside: 255,
		uniform: (value) => value,
		*apply(window) {
			complement(window.values);
			const result = yield* maxOverOctagon(window);
			complement(window.values);
			return result;
		},
	});
}

function complement(values: Uint8Array): void {
	for (let i = 0; i < values.length; i++) values[i] = 255 - (values[i] as number);
}

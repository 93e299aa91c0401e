// Shrink: growing what is not masked. The picture's border is no edge: a mask that reaches it still does.
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

// Feather: a hard edge becomes a ramp that extends by the radius to both sides. The picture's border is not an edge.
import type { Coverage } from "../coverage";
import type { CoverageSteps } from "../steps";
import { mapBlocks } from "./blocks";
import { BLUR_SCALE, blur } from "./blur";
import { clampRadius } from "./radius";

export function* feather(coverage: Coverage, radius: number): CoverageSteps {
	return yield* mapBlocks(coverage, {
		reach: clampRadius(radius),
		outside: "edge",
		uniform: (value) => value,
		*apply(window) {
			const blurred = yield* blur(window);
			const values = new Uint8Array(blurred.length);
			for (let i = 0; i < blurred.length; i++) values[i] = ((blurred[i] as number) + BLUR_SCALE / 2) >> 8;
			return { values, start: 0, stride: window.width - 2 * window.reach };
		},
	});
}

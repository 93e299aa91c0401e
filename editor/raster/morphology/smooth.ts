// Smooth: blurs the mask and restores the contrast, so that a pixel is edited if most of its neighbourhood is. Corners
// become round and thin lines vanish; straight edges stay in place. Edges are hard, with one pixel of antialiasing.
import type { Coverage } from "../coverage";
import type { CoverageSteps } from "../steps";
import { mapBlocks } from "./blocks";
import { BLUR_SCALE, blur, boxWidths } from "./blur";
import { clampRadius } from "./radius";

export function* smooth(coverage: Coverage, radius: number): CoverageSteps {
	const reach = clampRadius(radius);
	// In the middle of a blurred straight edge the difference between neighbours is about 3/4 of 255 / box width.
	const steepness = ((boxWidths(reach)[1] ?? 1) * 4) / 3;
	const sharpen = (value: number) => {
		const steeper = Math.floor(127.5 + (value - 127.5) * steepness + 0.5);
		return Math.min(255, Math.max(0, steeper));
	};
	const sharpened = Uint8Array.from({ length: 255 * BLUR_SCALE + 1 }, (_, value) => sharpen(value / BLUR_SCALE));
	return yield* mapBlocks(coverage, {
		reach,
		outside: "edge",
		uniform: sharpen,
		*apply(window) {
			const blurred = yield* blur(window);
			const values = new Uint8Array(blurred.length);
			for (let i = 0; i < blurred.length; i++) values[i] = sharpened[blurred[i] as number] as number;
			return { values, start: 0, stride: window.width - 2 * window.reach };
		},
	});
}

// Stroke stabiliser: with each sample the line moves a share of the distance to the pointer, which averages out tremor.
import type { StrokeSample } from "../raster";

/** At full strength the line moves 1 - 0.95 of the distance per sample. */
const MAX_LAG = 0.95;

/** Returns the smoothed samples. `last` is the end of the line so far. A strength of 0 changes nothing. */
export function stabilise(
	last: StrokeSample | null,
	samples: readonly StrokeSample[],
	strength: number,
): readonly StrokeSample[] {
	if (strength === 0) return samples;
	const share = 1 - MAX_LAG * strength;
	let at = last;
	return samples.map((sample) => {
		at =
			at === null
				? sample
				: {
						x: at.x + (sample.x - at.x) * share,
						y: at.y + (sample.y - at.y) * share,
						pressure: at.pressure + (sample.pressure - at.pressure) * share,
					};
		return at;
	});
}

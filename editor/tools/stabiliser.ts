// Steadies a hand: the line follows the pointer by a part of the way with each sample, so that tremor averages out.
import type { StrokeSample } from "../raster";

/** How slowly the line follows at full strength: a twentieth of the way a sample. */
const SLOWEST = 0.95;

/** The samples that the line goes through, after `last`, which is where it was. `strength` 0: as they are. */
export function stabilise(
	last: StrokeSample | null,
	samples: readonly StrokeSample[],
	strength: number,
): readonly StrokeSample[] {
	if (strength === 0) return samples;
	const share = 1 - SLOWEST * strength;
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

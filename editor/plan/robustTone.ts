// The tone correction that most of an answer needs to match the picture: a gain and an offset per channel, from pairs of
// pixels of which a minority shows something else and must not count.
import type { Tone } from "./applyTone";

/** The limit of the contrast correction, in both directions. */
const MAX_GAIN = 1.25;
const ROUNDS = 4;

/** `pairs` holds (picture, answer) values, three channels for each pixel. */
export function robustTone(pairs: Uint8Array): Tone {
	return [channelTone(pairs, 0), channelTone(pairs, 1), channelTone(pairs, 2)];
}

export function median(values: Float32Array): number {
	if (values.length === 0) return 0;
	const sorted = values.slice().sort();
	return sorted[sorted.length >> 1] as number;
}

/** Robust standard deviation: 1.4826 times the median distance from the median. */
export function spreadAround(values: Float32Array, centre: number): number {
	return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

function channelTone(pairs: Uint8Array, channel: number): Uint8Array {
	const count = Math.floor(pairs.length / 6);
	const wanted = Float32Array.from({ length: count }, (_, i) => pairs[i * 6 + channel * 2] as number);
	const actual = Float32Array.from({ length: count }, (_, i) => pairs[i * 6 + channel * 2 + 1] as number);
	let [gain, offset] = [1, median(wanted.map((value, i) => value - (actual[i] as number)))];
	for (let round = 0; round < ROUNDS && count > 0; round++) {
		const residual = wanted.map((value, i) => value - (actual[i] as number) * gain - offset);
		const centre = median(residual);
		const limit = 3 * Math.max(1, spreadAround(residual, centre));
		const [sums, kept] = [[0, 0, 0, 0], [0]];
		residual.forEach((value, i) => {
			if (Math.abs(value - centre) > limit) return;
			const [w, a] = [wanted[i] as number, actual[i] as number];
			kept[0] = (kept[0] as number) + 1;
			[w, a, a * a, a * w].forEach((term, at) => {
				sums[at] = (sums[at] as number) + term;
			});
		});
		const n = kept[0] as number;
		const [meanW = 0, meanA = 0, squares = 0, products = 0] = sums.map((sum) => sum / n);
		const variance = squares - meanA * meanA;
		// Contrast cannot be measured on a flat colour.
		gain = variance < 4 ? 1 : Math.min(MAX_GAIN, Math.max(1 / MAX_GAIN, (products - meanA * meanW) / variance));
		offset = meanW - gain * meanA;
	}
	return Uint8Array.from({ length: 256 }, (_, value) => Math.min(255, Math.max(0, Math.round(value * gain + offset))));
}

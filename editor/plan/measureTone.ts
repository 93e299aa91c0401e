// Measures the tone correction that matches an answer to the picture around it: a gain and an offset per channel, from
// a ring just outside the pasted area, where both should be equal. If they are, nothing is corrected.
import { coverageAt, grow, intersectRects, isEmptyRect, moveRect, rectOf, type Steps } from "../raster";
import { type AnswerComparison, answerRows, pasteTransform } from "./answerRows";
import type { Tone } from "./applyTone";
import type { EditPlan } from "./editPlan";
import { pasteArea } from "./pasteBack";

/** The width of the ring, in picture pixels. */
const RING = 16;
/** With fewer pixels in the ring nothing is corrected. */
const MIN_PIXELS = 64;
/** The limit of the contrast correction, in both directions. */
const MAX_GAIN = 1.25;
/** The share of the difference in the ring that may remain. If more remains, the two show different content. */
const MAX_REMAINING = 0.8;

/** Null if no correction is needed, or if none can be measured. */
export function* measureTone(plan: EditPlan, compared: AnswerComparison): Steps<Tone | null> {
	const { picture, left, top, answer, pasteCoverage, transform = pasteTransform(plan, answer) } = compared;
	const pasted = pasteArea(plan, pasteCoverage);
	if (pasted === null) return null;
	const within = intersectRects(plan.source, rectOf(plan.picture));
	const { canvas } = plan;
	const grown = {
		left: pasted.left - RING,
		top: pasted.top - RING,
		right: pasted.right + RING,
		bottom: pasted.bottom + RING,
	};
	const area = intersectRects(grown, within);
	if (isEmptyRect(area)) return null;
	const near = yield* grow(pasteCoverage, RING);
	const rows = answerRows(plan, answer, area, transform);
	const pairs: number[] = [];
	const inCanvas = moveRect(area, -canvas.left, -canvas.top);
	for (let y = area.top; y < area.bottom; y++) {
		const { bytes, at } = rows.row(y - area.top);
		const canvasY = y - canvas.top;
		for (let x = inCanvas.left; x < inCanvas.right; x++) {
			if (coverageAt(near, x, canvasY) === 0 || coverageAt(pasteCoverage, x, canvasY) > 0) continue;
			const pictureAt = ((y - top) * picture.width + x + canvas.left - left) * 4;
			const answerAt = at + (x - inCanvas.left) * 4;
			// The colours of mostly transparent pixels are ignored.
			if ((picture.rgba[pictureAt + 3] as number) < 128 || (bytes[answerAt + 3] as number) < 128) continue;
			for (let i = 0; i < 3; i++) pairs.push(picture.rgba[pictureAt + i] as number, bytes[answerAt + i] as number);
		}
		yield;
	}
	return toneOf(pairs);
}

/** `pairs` holds (picture, answer) values, three channels for each pixel. */
function toneOf(pairs: readonly number[]): Tone | null {
	const count = pairs.length / 6;
	if (count < MIN_PIXELS) return null;
	const tone = [0, 1, 2].map((channel) => channelTone(pairs, channel, count));
	let before = 0;
	let after = 0;
	for (let at = 0; at < pairs.length; at += 2) {
		const [wanted, actual] = [pairs[at] as number, pairs[at + 1] as number];
		before += Math.abs(wanted - actual);
		after += Math.abs(wanted - (tone[(at / 2) % 3]?.[actual] ?? actual));
	}
	const [red, green, blue] = tone;
	return red && green && blue && after < before * MAX_REMAINING ? [red, green, blue] : null;
}

function channelTone(pairs: readonly number[], channel: number, count: number): Uint8Array {
	let [sumA, sumB, squaresA, squaresB] = [0, 0, 0, 0];
	for (let at = channel * 2; at < pairs.length; at += 6) {
		const [a, b] = [pairs[at] as number, pairs[at + 1] as number];
		sumA += a;
		sumB += b;
		squaresA += a * a;
		squaresB += b * b;
	}
	const [meanA, meanB] = [sumA / count, sumB / count];
	const spread = (squares: number, mean: number) => Math.sqrt(Math.max(0, squares / count - mean * mean));
	const [spreadA, spreadB] = [spread(squaresA, meanA), spread(squaresB, meanB)];
	// Contrast cannot be measured on a flat colour.
	const gain = spreadA < 2 || spreadB < 2 ? 1 : Math.min(MAX_GAIN, Math.max(1 / MAX_GAIN, spreadA / spreadB));
	return Uint8Array.from({ length: 256 }, (_, value) => {
		return Math.min(255, Math.max(0, Math.round((value - meanB) * gain + meanA)));
	});
}

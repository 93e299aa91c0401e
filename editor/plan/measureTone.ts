// An answer's colours brought to those of the picture around it: gain and offset a channel, measured in a ring just outside
// of what is pasted, where both should show the same. Where they do, nothing is changed.
import {
	type Coverage,
	coverageAt,
	grow,
	intersectRects,
	isEmptyRect,
	moveRect,
	type RgbaImage,
	rectOf,
	type Steps,
} from "../raster";
import { answerRows, type PasteTransform } from "./answerRows";
import type { Tone } from "./applyTone";
import type { EditPlan } from "./editPlan";
import { pasteArea } from "./pasteBack";

/** In picture pixels, outwards. */
const RING = 16;
/** Fewer say nothing. */
const LEAST_PIXELS = 64;
/** Contrast is changed by this much at most. */
const MOST_GAIN = 1.25;
/** Of the difference in the ring, what may be left; otherwise the two show different things there. */
const CLEARLY = 0.8;

export interface ToneComparison {
	/** The part of the picture from (left, top) on, with all of the plan's source that lies in the picture. */
	readonly picture: RgbaImage;
	readonly left: number;
	readonly top: number;
	readonly answer: RgbaImage;
	/** In canvas space. */
	readonly pasteCoverage: Coverage;
	readonly transform: PasteTransform;
}

/** null: the colours are right as they are, or nothing can be told. */
export function* measureTone(plan: EditPlan, matched: ToneComparison): Steps<Tone | null> {
	const { picture, left, top, answer, pasteCoverage, transform } = matched;
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
			const here = ((y - top) * picture.width + x + canvas.left - left) * 4;
			const came = at + (x - inCanvas.left) * 4;
			// What cannot be seen has no colour.
			if ((picture.rgba[here + 3] as number) < 128 || (bytes[came + 3] as number) < 128) continue;
			for (let i = 0; i < 3; i++) pairs.push(picture.rgba[here + i] as number, bytes[came + i] as number);
		}
		yield;
	}
	return toneOf(pairs);
}

/** Of (picture, answer) a channel, pixel after pixel. */
function toneOf(pairs: readonly number[]): Tone | null {
	const count = pairs.length / 6;
	if (count < LEAST_PIXELS) return null;
	const tone = [0, 1, 2].map((channel) => channelTone(pairs, channel, count));
	let before = 0;
	let after = 0;
	for (let at = 0; at < pairs.length; at += 2) {
		const [wanted, came] = [pairs[at] as number, pairs[at + 1] as number];
		before += Math.abs(wanted - came);
		after += Math.abs(wanted - (tone[(at / 2) % 3]?.[came] ?? came));
	}
	const [red, green, blue] = tone;
	return red && green && blue && after < before * CLEARLY ? [red, green, blue] : null;
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
	// Of something flat no contrast can be told.
	const gain = spreadA < 2 || spreadB < 2 ? 1 : Math.min(MOST_GAIN, Math.max(1 / MOST_GAIN, spreadA / spreadB));
	return Uint8Array.from({ length: 256 }, (_, value) => {
		return Math.min(255, Math.max(0, Math.round((value - meanB) * gain + meanA)));
	});
}

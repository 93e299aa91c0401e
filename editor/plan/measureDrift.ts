// Measures drift: how much an answer differs from the picture where nothing was to change, that is in the sent area
// outside the pasted one. Differences of a few levels come from scaling and compression alone.
import { coverageAt, intersectRects, isEmptyRect, rectOf, type Steps } from "../raster";
import { type AnswerComparison, answerRows, pasteTransform } from "./answerRows";
import type { EditPlan } from "./editPlan";

export interface Drift {
	/** The mean difference per channel, 0 to 255. */
	readonly mean: number;
	/** The share of pixels that differ visibly, 0 to 1. */
	readonly changed: number;
	/** The number of compared pixels. */
	readonly pixels: number;
}

/** In levels; smaller differences are invisible. */
const VISIBLE = 24;

/** Larger areas are subsampled to this many pixels in each direction. */
const MAX_SAMPLES = 512;

/** True if the model probably ignored the mask: most of the area that should have stayed is another picture. */
export function isMaskIgnored({ mean, changed, pixels }: Drift): boolean {
	return pixels > 0 && changed > 0.5 && mean > VISIBLE;
}

export function* measureDrift(plan: EditPlan, compared: AnswerComparison): Steps<Drift> {
	const { picture, answer, pasteCoverage, transform = pasteTransform(plan, answer) } = compared;
	const area = intersectRects(plan.source, rectOf(plan.picture));
	if (isEmptyRect(area)) return { mean: 0, changed: 0, pixels: 0 };
	const stepX = Math.ceil((area.right - area.left) / MAX_SAMPLES);
	const stepY = Math.ceil((area.bottom - area.top) / MAX_SAMPLES);
	const rows = answerRows(plan, answer, area, transform);
	let sum = 0;
	let changed = 0;
	let pixels = 0;
	for (let y = area.top; y < area.bottom; y += stepY) {
		const { bytes, at } = rows.row(y - area.top);
		for (let x = area.left; x < area.right; x += stepX) {
			if (coverageAt(pasteCoverage, x - plan.canvas.left, y - plan.canvas.top) > 0) continue;
			const from = ((y - compared.top) * picture.width + x - compared.left) * 4;
			const difference = pixelDifference(picture.rgba, from, bytes, at + (x - area.left) * 4);
			sum += difference;
			if (difference >= VISIBLE) changed++;
			pixels++;
		}
		yield;
	}
	return pixels === 0 ? { mean: 0, changed: 0, pixels } : { mean: sum / pixels, changed: changed / pixels, pixels };
}

/** The mean difference of the channels, colours weighted by alpha. */
function pixelDifference(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
	const alphaA = a[atA + 3] as number;
	const alphaB = b[atB + 3] as number;
	let sum = Math.abs(alphaA - alphaB);
	for (let i = 0; i < 3; i++) {
		sum += Math.abs((a[atA + i] as number) * alphaA - (b[atB + i] as number) * alphaB) / 255;
	}
	return alphaA === 255 && alphaB === 255 ? sum / 3 : sum / 4;
}

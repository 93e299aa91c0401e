// How far an answer strayed where nothing was to change: compared with the picture wherever it was sent and nothing of the
// answer is pasted. Differences of a few levels come from scaling and compression alone.
import { type Coverage, coverageAt, intersectRects, isEmptyRect, type RgbaImage, rectOf, type Steps } from "../raster";
import { answerRows, type PasteTransform, pasteTransform } from "./answerRows";
import type { EditPlan } from "./editPlan";

export interface Drift {
	/** Mean difference a channel, 0 to 255. */
	readonly mean: number;
	/** The share of pixels that anybody would see to differ, 0 to 1. */
	readonly changed: number;
	/** How many were compared. */
	readonly pixels: number;
}

/** In levels of one channel; below it two pixels look the same. */
const VISIBLE = 24;

/** Of every pixel of a large picture, so many in each direction are passed over. */
const MOST_COMPARED = 512;

/** From here on the mask was probably ignored: most of what should have stayed is another picture. */
export function isMaskIgnored({ mean, changed, pixels }: Drift): boolean {
	return pixels > 0 && changed > 0.5 && mean > VISIBLE;
}

export interface AnswerComparison {
	/** The part of the picture from (left, top) on, with all of the plan's source that lies in the picture. */
	readonly picture: RgbaImage;
	readonly left: number;
	readonly top: number;
	readonly answer: RgbaImage;
	/** In canvas space. */
	readonly pasteCoverage: Coverage;
	readonly transform?: PasteTransform | undefined;
}

export function* measureDrift(plan: EditPlan, compared: AnswerComparison): Steps<Drift> {
	const { picture, answer, pasteCoverage, transform = pasteTransform(plan, answer) } = compared;
	const area = intersectRects(plan.source, rectOf(plan.picture));
	if (isEmptyRect(area)) return { mean: 0, changed: 0, pixels: 0 };
	const stepX = Math.ceil((area.right - area.left) / MOST_COMPARED);
	const stepY = Math.ceil((area.bottom - area.top) / MOST_COMPARED);
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

/** The mean of the channels; colours count as far as they can be seen. */
function pixelDifference(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
	const alphaA = a[atA + 3] as number;
	const alphaB = b[atB + 3] as number;
	let sum = Math.abs(alphaA - alphaB);
	for (let i = 0; i < 3; i++) {
		sum += Math.abs((a[atA + i] as number) * alphaA - (b[atB + i] as number) * alphaB) / 255;
	}
	return alphaA === 255 && alphaB === 255 ? sum / 3 : sum / 4;
}

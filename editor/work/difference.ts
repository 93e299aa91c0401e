// Makes the difference view: how far each pixel of an answer differs from the picture, over the whole area that was
// sent and not only where the answer is pasted. It is made for the eye: amplified, and no larger than a screen can
// show.
import { decodeTolerantly } from "../codec";
import { answerRows, type EditPlan, type Shift, undoShift } from "../plan";
import { buildMipLevels, intersectRects, isEmptyRect, type Rect, type RgbaImage, rectOf, type Steps } from "../raster";
import { inSlices, MAIN_SLICE } from "./slices";

export interface DifferenceInput {
	readonly plan: EditPlan;
	/** The file that the model returned. */
	readonly answer: Uint8Array<ArrayBuffer>;
	/** The picture's pixels under the plan's source; (left, top) is their origin in picture space. */
	readonly base: RgbaImage;
	readonly left: number;
	readonly top: number;
	/** The measured shift of the answer's content, which is undone before the comparison. */
	readonly shift: Shift;
}

export interface Difference {
	/** In picture space; null if no part of the picture was sent. */
	readonly rect: Rect | null;
	/** Opaque; black where both are equal. May have fewer pixels than `rect`. */
	readonly pixels: RgbaImage & { readonly mip: readonly RgbaImage[] };
}

/** Invisible differences stay nearly black; half of the value range is already white. */
const AMPLIFICATION = 2;

/** In pixels. Larger areas are subsampled. */
const MAX_EDGE = 2048;

export async function makeDifference({ plan, answer, base, left, top, shift }: DifferenceInput): Promise<Difference> {
	const decoded = await decodeTolerantly(answer);
	return inSlices(steps(), MAIN_SLICE);

	function* steps(): Steps<Difference> {
		const area = intersectRects(plan.source, rectOf(plan.picture));
		if (isEmptyRect(area)) return { rect: null, pixels: { width: 0, height: 0, rgba: new Uint8Array(), mip: [] } };
		const [across, down] = [area.right - area.left, area.bottom - area.top];
		const step = Math.ceil(Math.max(across, down) / MAX_EDGE);
		const width = Math.ceil(across / step);
		const height = Math.ceil(down / step);
		const rgba = new Uint8Array(width * height * 4);
		const rows = answerRows(plan, decoded, area, undoShift(plan, decoded, shift));
		for (let y = 0; y < height; y++) {
			const row = rows.row(y * step);
			const baseAt = ((area.top + y * step - top) * base.width + area.left - left) * 4;
			for (let x = 0; x < width; x++) {
				const by = x * step * 4;
				writeHeatColour(
					rgba,
					(y * width + x) * 4,
					differenceAt(base.rgba, baseAt + by, row.bytes, row.at + by) * AMPLIFICATION,
				);
			}
			yield;
		}
		const pixels = { width, height, rgba };
		return { rect: area, pixels: { ...pixels, mip: buildMipLevels(pixels) } };
	}
}

/** The largest difference of the four channels. Colours are weighted by alpha. */
function differenceAt(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
	const alphaA = a[atA + 3] as number;
	const alphaB = b[atB + 3] as number;
	let most = Math.abs(alphaA - alphaB);
	for (let i = 0; i < 3; i++) {
		most = Math.max(most, Math.abs((a[atA + i] as number) * alphaA - (b[atB + i] as number) * alphaB) / 255);
	}
	return most;
}

/** Heat colours: black, red, yellow, white. */
function writeHeatColour(rgba: Uint8Array, at: number, level: number): void {
	const heat = Math.min(255, level) * 3;
	rgba[at] = Math.min(255, heat);
	rgba[at + 1] = Math.min(255, Math.max(0, heat - 255));
	rgba[at + 2] = Math.max(0, heat - 510);
	rgba[at + 3] = 255;
}

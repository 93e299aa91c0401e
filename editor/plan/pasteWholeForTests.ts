// Pastes an answer into a copy of the whole picture, for tests that compare every pixel. The product makes only the
// part that changes.
import { type Rect, type RgbaImage, type Size, type Steps, sizeOf } from "../raster";
import { answerRows, type PasteTransform, pasteTransform } from "./answerRows";
import type { EditPlan } from "./editPlan";
import { type PasteOnto, pasteOnto } from "./pasteBack";

interface Paste extends Omit<PasteOnto, "base" | "left" | "top"> {
	/** Straight RGBA8 of the plan's picture size. Not modified. */
	readonly picture: RgbaImage;
}

/** The whole canvas: the picture and the area that the frame adds to it. */
export function* pasteBack(plan: EditPlan, { picture, ...paste }: Paste): Steps<RgbaImage> {
	const { canvas } = plan;
	const size = sizeOf(canvas);
	const rgba = new Uint8Array(size.width * size.height * 4);
	for (let y = 0; y < picture.height; y++) {
		const from = y * picture.width * 4;
		const at = ((y - canvas.top) * size.width - canvas.left) * 4;
		rgba.set(picture.rgba.subarray(from, from + picture.width * 4), at);
		yield;
	}
	yield* pasteOnto(plan, { ...paste, base: { ...size, rgba }, left: canvas.left, top: canvas.top });
	return { ...size, rgba };
}

/** The ratio of the aspect ratios of the answer and the sent image: 1 for the same shape. */
export function shapeChange({ sent }: EditPlan, answer: Size): number {
	return (answer.width * sent.height) / (answer.height * sent.width);
}

/** The answer resampled to an area of the picture, by default the source, for comparing the two. */
export function* placeAnswer(
	plan: EditPlan,
	answer: RgbaImage,
	area: Rect = plan.source,
	transform: PasteTransform = pasteTransform(plan, answer),
): Steps<RgbaImage> {
	const size = sizeOf(area);
	const rows = answerRows(plan, answer, area, transform);
	const rgba = new Uint8Array(size.width * size.height * 4);
	for (let y = 0; y < size.height; y++) {
		const { bytes, at } = rows.row(y);
		rgba.set(bytes.subarray(at, at + size.width * 4), y * size.width * 4);
		yield;
	}
	return { ...size, rgba };
}

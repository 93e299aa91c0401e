// An answer in picture space, whatever size it came back in. Its padding is cropped; a picture of another shape is
// stretched, because where it belongs is known and what it shows is not.
import { containsRect, type Rect, type RgbaImage, type Size, sizeOf } from "../raster";
import type { EditPlan } from "./editPlan";
import { lanczosTaps } from "./lanczos";
import { createRowResampler, premultiplyRow } from "./resample";

export interface PasteTransform {
	readonly scaleX: number;
	readonly scaleY: number;
	readonly offsetX: number;
	readonly offsetY: number;
}

/**
 * From answer pixels to picture pixels: x * scaleX + offsetX. `shift` is how far the answer's content has moved from
 * where it belongs, in answer pixels, where somebody has measured it.
 */
export function pasteTransform(plan: EditPlan, answer: Size, shift = { x: 0, y: 0 }): PasteTransform {
	const { source, content, sent } = plan;
	const { width, height } = sizeOf(source);
	// One division each, so that a scale of 1 is exactly 1.
	const scaleX = (width * sent.width) / (content.width * answer.width);
	const scaleY = (height * sent.height) / (content.height * answer.height);
	return { scaleX, scaleY, offsetX: source.left - shift.x * scaleX, offsetY: source.top - shift.y * scaleY };
}

/** The part of the answer that is not padding, in its pixels; one that is half padding is content. */
function answerContent({ content, sent }: EditPlan, answer: Size): Rect {
	return {
		left: 0,
		top: 0,
		right: Math.ceil((content.width * answer.width) / sent.width),
		bottom: Math.ceil((content.height * answer.height) / sent.height),
	};
}

export interface AnswerRows {
	/** The answer's bytes for row `y` of the area, from its left edge on: valid until the next call. */
	row(y: number): { readonly bytes: Uint8Array; readonly at: number };
}

/** `area` in picture space. The answer's own bytes wherever its pixels are the picture's. */
export function answerRows(plan: EditPlan, answer: RgbaImage, area: Rect, transform: PasteTransform): AnswerRows {
	const { scaleX, scaleY, offsetX, offsetY } = transform;
	const content = answerContent(plan, answer);
	const { width, height } = sizeOf(area);
	if (scaleX === 1 && scaleY === 1 && Number.isInteger(offsetX) && Number.isInteger(offsetY)) {
		const left = area.left - offsetX;
		const top = area.top - offsetY;
		if (containsRect(content, { left, top, right: left + width, bottom: top + height })) {
			return { row: (y) => ({ bytes: answer.rgba, at: ((top + y) * answer.width + left) * 4 }) };
		}
	}
	const resampler = createRowResampler(
		content.right,
		(y, into) => premultiplyRow(answer.rgba, y * answer.width * 4, content.right, into, 0),
		axisTaps(width, area.left, offsetX, scaleX, content.right),
		axisTaps(height, area.top, offsetY, scaleY, content.bottom),
	);
	const bytes = new Uint8Array(width * 4);
	return {
		row(y) {
			resampler.row(y, bytes, 0);
			return { bytes, at: 0 };
		},
	};
}

function axisTaps(count: number, first: number, offset: number, scale: number, to: number) {
	return lanczosTaps({ count, start: (first + 0.5 - offset) / scale, step: 1 / scale, from: 0, to });
}

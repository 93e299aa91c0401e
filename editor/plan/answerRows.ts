// Reads an answer, the image that the model returned, in picture space, whatever its size. Its padding is cropped. An
// answer of another aspect ratio is stretched, because the place is known and the content is not.
import { type Coverage, containsRect, type Rect, type RgbaImage, type Size, sizeOf } from "../raster";
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
 * From answer pixels to picture pixels: x * scaleX + offsetX. `shift` is the measured shift of the answer's content, in
 * answer pixels.
 */
export function pasteTransform(plan: EditPlan, answer: Size, shift = { x: 0, y: 0 }): PasteTransform {
	const { source, content, sent } = plan;
	const { width, height } = sizeOf(source);
	// One division each, so that a scale of 1 is exactly 1.
	const scaleX = (width * sent.width) / (content.width * answer.width);
	const scaleY = (height * sent.height) / (content.height * answer.height);
	return { scaleX, scaleY, offsetX: source.left - shift.x * scaleX, offsetY: source.top - shift.y * scaleY };
}

/** The part of the answer without padding, in answer pixels; pixels that are partly padding are included. */
function answerContent({ content, sent }: EditPlan, answer: Size): Rect {
	return {
		left: 0,
		top: 0,
		right: Math.ceil((content.width * answer.width) / sent.width),
		bottom: Math.ceil((content.height * answer.height) / sent.height),
	};
}

/** An answer and the part of the picture that it is compared with. */
export interface AnswerComparison {
	/** Holds all of the plan's source that lies in the picture; (left, top) is its origin in picture space. */
	readonly picture: RgbaImage;
	readonly left: number;
	readonly top: number;
	readonly answer: RgbaImage;
	/** In canvas space: where the answer is pasted. */
	readonly pasteCoverage: Coverage;
	/** The plan's transform if absent. */
	readonly transform?: PasteTransform | undefined;
}

export interface AnswerRows {
	/** The pixels of row `y` of the area, starting at byte `at`. Valid until the next call. */
	row(y: number): { readonly bytes: Uint8Array; readonly at: number };
}

/** `area` in picture space. Returns the answer's bytes unchanged where no resampling is needed. */
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

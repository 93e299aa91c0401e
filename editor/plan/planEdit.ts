// What an edit sends, and where the answer belongs. For now the whole picture goes out; the size is named only when the
// model takes exactly it.
import type { Rect, Size } from "../raster";
import { isLegalSize, type SizeRules, sizeName } from "./sizes";

export interface EditPlan {
	/** The request's size parameter: "WIDTHxHEIGHT" or "auto". */
	readonly size: string;
	/** The part of the picture that is sent, in picture pixels. */
	readonly source: Rect;
	/** Where the answer, whatever its dimensions, is pasted: it is scaled to this rectangle of the picture. */
	readonly target: Rect;
}

export function planEdit(picture: Size, rules: SizeRules): EditPlan {
	const whole = { left: 0, top: 0, right: picture.width, bottom: picture.height };
	const size = isLegalSize(picture, rules) ? sizeName(picture) : "auto";
	return { size, source: whole, target: whole };
}

export interface PasteTransform {
	readonly scaleX: number;
	readonly scaleY: number;
	readonly offsetX: number;
	readonly offsetY: number;
}

/** From a pixel of the answer to a pixel of the picture. */
export function pasteTransform(plan: EditPlan, answer: Size): PasteTransform {
	const { left, top, right, bottom } = plan.target;
	return {
		scaleX: (right - left) / answer.width,
		scaleY: (bottom - top) / answer.height,
		offsetX: left,
		offsetY: top,
	};
}

// Outlines the part of the picture that an edit request sends.
import type { Rect } from "../../raster";
import { type Surface, toDevice } from "../surface";

/** White dashes on dark are visible over any picture and differ from the edit frame's line. */
export function drawSentArea(surface: Surface, source: Rect, ratio: number): void {
	const { context } = surface;
	const { left, top, right, bottom } = toDevice(surface, source);
	const width = Math.max(1, Math.round(1.5 * ratio));
	context.save();
	context.lineWidth = width;
	const line = (colour: string, offset: number) => {
		context.lineDashOffset = offset;
		context.strokeStyle = colour;
		context.strokeRect(left - width / 2, top - width / 2, right - left + width, bottom - top + width);
	};
	context.setLineDash([7 * ratio, 7 * ratio]);
	line("rgb(255 255 255 / 0.95)", 0);
	line("rgb(20 22 28 / 0.85)", 7 * ratio);
	context.restore();
}

// Drawn over the canvas: which part of the picture an edit sends, where that is not all of it; and the numbers that the
// pictures have in a request.
import type { Rect, Size } from "../raster";
import type { NumberedReference } from "./outgoing";
import { type Surface, toDevice } from "./surface";

/** Dashes, light on dark: seen on any picture, and not to be taken for the edit frame. */
export function drawOutgoingArea(surface: Surface, source: Rect, ratio: number): void {
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

const BADGE = 10;

/** Only where there is more than one picture: 1 is what is edited. */
export function drawReferenceNumbers(
	surface: Surface,
	picture: Size,
	references: readonly NumberedReference[],
	ratio: number,
): void {
	if (references.length === 0) return;
	const target = { left: 0, top: 0, right: picture.width, bottom: picture.height };
	for (const { place, number } of [{ place: target, number: 1 }, ...references])
		drawBadge(surface, place, number, ratio);
}

function drawBadge(surface: Surface, place: Rect, number: number, ratio: number): void {
	const { context } = surface;
	const { left, top } = toDevice(surface, place);
	const radius = BADGE * ratio;
	const x = left + radius + 6 * ratio;
	const y = top + radius + 6 * ratio;
	context.save();
	context.beginPath();
	context.arc(x, y, radius, 0, 2 * Math.PI);
	context.fillStyle = "rgb(20 22 28 / 0.88)";
	context.fill();
	context.lineWidth = 1.5 * ratio;
	context.strokeStyle = "rgb(255 255 255 / 0.9)";
	context.stroke();
	context.fillStyle = "#fff";
	context.font = `600 ${11 * ratio}px system-ui, sans-serif`;
	context.textAlign = "center";
	context.textBaseline = "middle";
	context.fillText(String(number), x, y + ratio * 0.5);
	context.restore();
}

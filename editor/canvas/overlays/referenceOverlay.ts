// Draws the numbers of references in a request over them: square and dark, unlike the round pins of notes in their colours.
import type { NumberedReference } from "../../edits/editRequests";
import type { Rect, Size } from "../../raster";
import { type Surface, toDevice, uprightAt } from "../surface";

/** Half the side of a badge, in CSS pixels. */
const BADGE = 10;
const CORNER = 4;

/** Numbers the edited picture 1, but only if there are references. */
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
	const half = BADGE * ratio;
	const x = left + half + 6 * ratio;
	const y = top + half + 6 * ratio;
	context.save();
	context.beginPath();
	context.roundRect(x - half, y - half, 2 * half, 2 * half, CORNER * ratio);
	context.fillStyle = "rgb(20 22 28 / 0.88)";
	context.fill();
	context.lineWidth = 1.5 * ratio;
	context.strokeStyle = "rgb(255 255 255 / 0.9)";
	context.stroke();
	context.fillStyle = "#fff";
	context.font = `600 ${11 * ratio}px system-ui, sans-serif`;
	context.textAlign = "center";
	context.textBaseline = "middle";
	uprightAt(surface, { x, y }, () => context.fillText(String(number), x, y + ratio * 0.5));
	context.restore();
}

// Draws over references: their numbers in a request, and corner handles while the place tool is active.
import type { ReferenceLayer } from "../../document";
import type { NumberedReference } from "../../edits/editRequests";
import type { Rect, Size } from "../../raster";
import { type Surface, toDevice, uprightAt } from "../surface";

const HANDLE = 10;

export function drawReferenceCorners(surface: Surface, references: readonly ReferenceLayer[], ratio: number): void {
	const { context } = surface;
	const size = HANDLE * ratio;
	context.save();
	for (const { place, isVisible } of references) {
		if (!isVisible) continue;
		const { left, top, right, bottom } = toDevice(surface, place);
		context.lineWidth = Math.max(1, ratio);
		context.strokeStyle = "rgb(255 255 255 / 0.8)";
		context.strokeRect(left, top, right - left, bottom - top);
		context.fillStyle = "#fff";
		context.strokeStyle = "rgb(0 0 0 / 0.75)";
		for (const x of [left, right]) {
			for (const y of [top, bottom]) {
				context.beginPath();
				context.roundRect(x - size / 2, y - size / 2, size, size, 2.5 * ratio);
				context.fill();
				context.stroke();
			}
		}
	}
	context.restore();
}

const BADGE = 10;

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
	uprightAt(surface, { x, y }, () => context.fillText(String(number), x, y + ratio * 0.5));
	context.restore();
}

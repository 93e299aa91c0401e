// Draws a short text, such as a size, below a box, or inside it at the top where the toolbars cover the place below. It is
// upright and always in view.
import type { Rect } from "../../raster";
import { boundsInPane, inPane, type Surface } from "../surface";

/** CSS pixels at the view's lower edge that toolbars cover. */
const BARS = 60;

/** `device`: in device pixels of the surface. */
export function drawLabel(surface: Surface, text: string, device: Rect, ratio: number): void {
	inPane(surface, () => drawInPane(surface, text, boundsInPane(surface, device), ratio));
}

function drawInPane({ context, pane: { width, height } }: Surface, text: string, box: Rect, ratio: number): void {
	context.save();
	context.font = `500 ${12 * ratio}px system-ui, sans-serif`;
	context.textAlign = "center";
	context.textBaseline = "middle";
	const room = context.measureText(text).width / 2 + 9 * ratio;
	const tall = 11 * ratio;
	const gap = 12 * ratio + tall;
	const hasRoom = box.bottom + gap + tall < height - BARS * ratio;
	const x = Math.min(width - room, Math.max(room, (box.left + box.right) / 2));
	const y = Math.min(height - gap, Math.max(gap, hasRoom ? box.bottom + gap : box.top + gap));
	context.beginPath();
	context.roundRect(x - room, y - tall, 2 * room, 2 * tall, tall);
	context.fillStyle = "rgb(20 22 28 / 0.88)";
	context.fill();
	context.fillStyle = "#fff";
	context.fillText(text, x, y + ratio * 0.5);
	context.restore();
}

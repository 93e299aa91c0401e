// The checkerboard behind transparent pixels. Its cell is drawn once per size and reused by every redraw.
import type { Surface } from "../surface";

/** Device pixels of a square, by which cells are cached. */
const cells = new Map<number, HTMLCanvasElement>();

/** Covers the surface; `left` and `top` are the pattern's origin in device pixels. */
export function drawCheckerboard({ context, width, height }: Surface, left: number, top: number, square: number): void {
	const pattern = context.createPattern(getCell(Math.max(2, Math.round(square))), "repeat");
	if (pattern === null) return;
	pattern.setTransform(new DOMMatrix([1, 0, 0, 1, left, top]));
	context.fillStyle = pattern;
	context.fillRect(0, 0, width, height);
}

function getCell(size: number): HTMLCanvasElement {
	const cached = cells.get(size);
	if (cached !== undefined) return cached;
	const cell = Object.assign(document.createElement("canvas"), { width: 2 * size, height: 2 * size });
	cells.set(size, cell);
	const context = cell.getContext("2d");
	if (context === null) return cell;
	context.fillStyle = "#d6d6d6";
	context.fillRect(0, 0, 2 * size, 2 * size);
	context.fillStyle = "#f4f4f4";
	context.fillRect(0, 0, size, size);
	context.fillRect(size, size, size, size);
	return cell;
}

// Rotates a coverage by any angle, with bilinear interpolation. Tiles of one value are handled without touching pixels.
import { type Coverage, coverageAt, type Rect } from "../coverage";
import { buildCoverage, uniformValue } from "../cropCoverage";
import { padRect } from "../rects";
import type { Steps } from "../steps";
import { type Rotation, sourceOf } from "./rotatePixels";

export function* rotateCoverage(coverage: Coverage, rotation: Rotation): Steps<Coverage> {
	const { canvas, repeatsEdges } = rotation;
	const size = { width: canvas.right - canvas.left, height: canvas.bottom - canvas.top };
	const { x, y, step } = sourceOf(rotation, coverage);
	const inside = (at: number, last: number) => (repeatsEdges ? Math.min(last, Math.max(0, at)) : at);
	const value = (column: number, row: number) =>
		coverageAt(coverage, inside(column, coverage.width - 1), inside(row, coverage.height - 1));
	const place = (column: number, row: number) => ({
		x: x + column * step.x - row * step.y,
		y: y + column * step.y + row * step.x,
	});
	return yield* buildCoverage(size, (tile) => {
		const uniform = uniformValue(coverage, boundsOf(tile, place));
		if (uniform !== null) return uniform;
		return (row, into) => {
			for (let i = 0; i < into.length; i++) {
				const at = place(tile.left + i, tile.top + row);
				const [left, top] = [Math.floor(at.x), Math.floor(at.y)];
				const [right, bottom] = [at.x - left, at.y - top];
				const above = value(left, top) * (1 - right) + value(left + 1, top) * right;
				const below = value(left, top + 1) * (1 - right) + value(left + 1, top + 1) * right;
				into[i] = Math.round(above * (1 - bottom) + below * bottom);
			}
		};
	});
}

/** The pixels of the source that a tile's samples touch. */
function boundsOf(tile: Rect, place: (x: number, y: number) => { x: number; y: number }): Rect {
	const corners = [
		place(tile.left, tile.top),
		place(tile.right, tile.top),
		place(tile.left, tile.bottom),
		place(tile.right, tile.bottom),
	];
	const xs = corners.map((corner) => corner.x);
	const ys = corners.map((corner) => corner.y);
	const bounds = { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
	return padRect(
		{
			left: Math.floor(bounds.left),
			top: Math.floor(bounds.top),
			right: Math.ceil(bounds.right),
			bottom: Math.ceil(bounds.bottom),
		},
		1,
	);
}

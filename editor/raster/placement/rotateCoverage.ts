// Rotates a coverage by any angle, with bilinear interpolation. Tiles of one value are handled without touching pixels.
import { type Coverage, coverageAt, type Rect } from "../coverage";
import { buildCoverage, uniformValue } from "../cropCoverage";
import { applyMatrix, mapBounds } from "../matrix";
import { padRect, sizeOf } from "../rects";
import type { Steps } from "../steps";
import { matrixToSource, type Rotation } from "./rotatePixels";

export function* rotateCoverage(coverage: Coverage, rotation: Rotation): Steps<Coverage> {
	const { canvas, repeatsEdges } = rotation;
	const toSource = matrixToSource(rotation, coverage);
	const inside = (at: number, last: number) => (repeatsEdges ? Math.min(last, Math.max(0, at)) : at);
	const value = (column: number, row: number) =>
		coverageAt(coverage, inside(column, coverage.width - 1), inside(row, coverage.height - 1));
	return yield* buildCoverage(sizeOf(canvas), (tile) => {
		const uniform = uniformValue(coverage, sampledRect(mapBounds(toSource, tile)));
		if (uniform !== null) return uniform;
		return (row, into) => {
			for (let i = 0; i < into.length; i++) {
				const at = applyMatrix(toSource, { x: tile.left + i, y: tile.top + row });
				const [left, top] = [Math.floor(at.x), Math.floor(at.y)];
				const [right, bottom] = [at.x - left, at.y - top];
				const above = value(left, top) * (1 - right) + value(left + 1, top) * right;
				const below = value(left, top + 1) * (1 - right) + value(left + 1, top + 1) * right;
				into[i] = Math.round(above * (1 - bottom) + below * bottom);
			}
		};
	});
}

/** The pixels of the source that samples in these bounds touch. */
function sampledRect({ left, top, right, bottom }: Rect): Rect {
	return padRect(
		{ left: Math.floor(left), top: Math.floor(top), right: Math.ceil(right), bottom: Math.ceil(bottom) },
		1,
	);
}

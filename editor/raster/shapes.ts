// Rectangles and ellipses as polygons. Points on the circle come from a rational parametrisation: the last bits of sine
// and cosine differ between browsers.
import type { Rect } from "./coverage";
import type { Corner } from "./polygon";

export function rectCorners({ left, top, right, bottom }: Rect): readonly Corner[] {
	return [
		{ x: left, y: top },
		{ x: right, y: top },
		{ x: right, y: bottom },
		{ x: left, y: bottom },
	];
}

/** Uses enough corners that no chord is more than 1/16 of a pixel away from the ellipse. */
export function ellipseCorners({ left, top, right, bottom }: Rect): readonly Corner[] {
	const centreX = (left + right) / 2;
	const centreY = (top + bottom) / 2;
	const radiusX = (right - left) / 2;
	const radiusY = (bottom - top) / 2;
	const steps = Math.ceil(Math.sqrt(Math.max(radiusX, radiusY, 1))) + 1;
	// An eighth of the unit circle, starting at (1, 0), is mirrored into a quarter that is exactly symmetric.
	const eighth = Array.from({ length: steps + 1 }, (_, i) => {
		const t = ((Math.SQRT2 - 1) * i) / steps;
		const divisor = 1 + t * t;
		return { x: (1 - t * t) / divisor, y: (2 * t) / divisor };
	});
	const mirrored = eighth.slice(1, -1).map(({ x, y }) => ({ x: y, y: x }));
	const quarter = [...eighth, ...mirrored.reverse()];
	const at = (x: number, y: number): Corner => ({ x: centreX + x * radiusX, y: centreY + y * radiusY });
	return [
		...quarter.map(({ x, y }) => at(x, y)),
		...quarter.map(({ x, y }) => at(-y, x)),
		...quarter.map(({ x, y }) => at(-x, -y)),
		...quarter.map(({ x, y }) => at(y, -x)),
	];
}

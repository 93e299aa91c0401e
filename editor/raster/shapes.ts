// Rectangle and ellipse as polygons. A circle's points are rational: no sine, whose last bits differ between browsers.
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

/** So many that no chord is further than 1/16 of a pixel from the ellipse. */
export function ellipseCorners({ left, top, right, bottom }: Rect): readonly Corner[] {
	const centreX = (left + right) / 2;
	const centreY = (top + bottom) / 2;
	const radiusX = (right - left) / 2;
	const radiusY = (bottom - top) / 2;
	const steps = Math.ceil(Math.sqrt(Math.max(radiusX, radiusY, 1))) + 1;
	// An eighth of the unit circle, from (1, 0) on; mirrored, a quarter that is the same from both ends.
	const eighth = Array.from({ length: steps + 1 }, (_, i) => {
		const t = ((Math.SQRT2 - 1) * i) / steps;
		const down = 1 + t * t;
		return { x: (1 - t * t) / down, y: (2 * t) / down };
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

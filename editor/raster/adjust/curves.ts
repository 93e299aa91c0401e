// Curves: a tone curve through points, one for each channel and then one for all. Between points it is a cubic that rises
// wherever the points do (Fritsch and Carlson); before the first and after the last it is level.
import { type AdjustmentDefinition, type CurveChannel, type CurvePoint, tableOf } from "./adjustment";

/** The curve of a channel that has none. */
export const STRAIGHT: readonly CurvePoint[] = [
	{ x: 0, y: 0 },
	{ x: 255, y: 255 },
];

export const curves: AdjustmentDefinition = {
	kind: "curves",
	parameters: [],
	compile({ curves = {} }) {
		const table = (channel: CurveChannel) => curveTable(curves[channel] ?? STRAIGHT);
		const all = table("all");
		const [red, green, blue] = (["red", "green", "blue"] as const).map((channel) =>
			table(channel).map((sample) => all[sample] as number),
		) as [Uint8Array, Uint8Array, Uint8Array];
		if ([red, green, blue].every((one) => one.every((value, sample) => value === sample))) return null;
		return { reach: 0, tables: { red, green, blue } };
	},
};

export function curveTable(points: readonly CurvePoint[]): Uint8Array {
	const sorted = sortedPoints(points);
	const slopes = tangents(sorted);
	let segment = 0;
	return tableOf((x) => {
		const first = sorted[0] as CurvePoint;
		const last = sorted.at(-1) as CurvePoint;
		if (x <= first.x) return first.y;
		if (x >= last.x) return last.y;
		while (x > (sorted[segment + 1] as CurvePoint).x) segment++;
		const [from, to] = [sorted[segment], sorted[segment + 1]] as [CurvePoint, CurvePoint];
		const width = to.x - from.x;
		const t = (x - from.x) / width;
		const [t2, t3] = [t * t, t * t * t];
		return (
			(2 * t3 - 3 * t2 + 1) * from.y +
			(t3 - 2 * t2 + t) * width * (slopes[segment] as number) +
			(3 * t2 - 2 * t3) * to.y +
			(t3 - t2) * width * (slopes[segment + 1] as number)
		);
	});
}

/** By x, inside the range; of several points at one x the last counts. Never empty. */
export function sortedPoints(points: readonly CurvePoint[]): readonly CurvePoint[] {
	const byX = new Map<number, number>();
	for (const { x, y } of points) {
		if (Number.isFinite(x) && Number.isFinite(y)) byX.set(inRange(x), inRange(y));
	}
	if (byX.size === 0) return STRAIGHT;
	return [...byX].sort(([one], [other]) => one - other).map(([x, y]) => ({ x, y }));
}

const inRange = (value: number) => Math.min(255, Math.max(0, value));

/** The slopes at the points, limited so that the curve stays between neighbouring points. */
function tangents(points: readonly CurvePoint[]): readonly number[] {
	const secants = points.slice(1).map(({ x, y }, i) => {
		const before = points[i] as CurvePoint;
		return (y - before.y) / (x - before.x);
	});
	const slopes = points.map((_, i) => {
		const [before, after] = [secants[i - 1] ?? secants[i] ?? 0, secants[i] ?? secants[i - 1] ?? 0];
		return before * after <= 0 ? 0 : (before + after) / 2;
	});
	for (const [i, secant] of secants.entries()) {
		if (secant === 0) continue;
		const [a, b] = [(slopes[i] as number) / secant, (slopes[i + 1] as number) / secant];
		const length = Math.hypot(a, b);
		if (length <= 3) continue;
		slopes[i] = (3 / length) * a * secant;
		slopes[i + 1] = (3 / length) * b * secant;
	}
	return slopes;
}

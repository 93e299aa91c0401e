// Snapping: the nearest edge, centre or guide line within the tolerance, and the lines that show it.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moveRect, type Rect } from "../raster";
import { type SnapTargets, snapBounds } from ".";

const rect = (left: number, top: number, width: number, height: number): Rect => ({
	left,
	top,
	right: left + width,
	bottom: top + height,
});

const PICTURE = rect(0, 0, 1000, 800);
const tolerance = 5;

describe("snapping", () => {
	test("an edge snaps to an edge, and the line reaches over both objects", () => {
		const other = rect(200, 600, 50, 50);
		const snap = snapBounds(rect(247, 100, 30, 30), { bounds: [other] }, { tolerance });
		expect(snap).toEqual({ dx: 3, dy: 0, lines: [{ axis: "x", at: 250, from: 100, to: 650 }] });
	});

	test("a centre snaps to the picture's centre on both axes", () => {
		const { dx, dy, lines } = snapBounds(rect(478, 377, 40, 50), { bounds: [PICTURE] }, { tolerance });
		expect([dx, dy]).toEqual([2, -2]);
		expect(lines).toEqual([
			{ axis: "x", at: 500, from: 0, to: 800 },
			{ axis: "y", at: 400, from: 0, to: 1000 },
		]);
	});

	test("an edge does not snap to a centre, but to a guide line", () => {
		const moving = rect(497, 100, 30, 30);
		expect(snapBounds(moving, { bounds: [PICTURE] }, { tolerance }).lines).toEqual([]);
		const guides = [{ axis: "x", at: 500 } as const, { axis: "y", at: 497 } as const];
		expect(snapBounds(moving, { bounds: [], guides }, { tolerance })).toEqual({
			dx: 3,
			dy: 0,
			lines: [{ axis: "x", at: 500, from: 100, to: 130 }],
		});
	});

	test("several objects at the same position share one line; both edges have lines if both meet", () => {
		const bounds = [rect(100, 0, 50, 10), rect(100, 300, 50, 10)];
		const { dx, lines } = snapBounds(rect(102, 100, 50, 10), { bounds }, { tolerance });
		expect(dx).toBe(-2);
		expect(lines.filter(({ axis }) => axis === "x")).toEqual([
			{ axis: "x", at: 100, from: 0, to: 310 },
			{ axis: "x", at: 125, from: 0, to: 310 },
			{ axis: "x", at: 150, from: 0, to: 310 },
		]);
	});

	test("while a corner is dragged only its edges snap, and an axis without anchors stays", () => {
		const anchors = { x: ["end"], y: [] } as const;
		const targets = { bounds: [rect(2, 3, 96, 95)] };
		expect(snapBounds(rect(0, 0, 100, 100), targets, { tolerance, anchors })).toEqual({
			dx: -2,
			dy: 0,
			lines: [{ axis: "x", at: 98, from: 0, to: 100 }],
		});
	});

	test("the tolerance is a distance on the screen: twice as far at half the zoom", () => {
		const moving = rect(8, 300, 30, 30);
		const at = (zoom: number) => snapBounds(moving, { bounds: [PICTURE] }, { tolerance: tolerance / zoom }).dx;
		expect([at(1), at(0.5)]).toEqual([0, -8]);
	});
});

describe("for any bounds and targets", () => {
	const coordinate = fc.integer({ min: -4000, max: 4000 }).map((quarter) => quarter / 4);
	const length = fc.integer({ min: 1, max: 2000 }).map((quarter) => quarter / 4);
	const box = fc.tuple(coordinate, coordinate, length, length).map((values) => rect(...values));
	const guide = fc.record({ axis: fc.constantFrom("x" as const, "y" as const), at: coordinate });
	const targets = fc.record({ bounds: fc.array(box, { maxLength: 6 }), guides: fc.array(guide, { maxLength: 3 }) });
	const reach = fc.integer({ min: 0, max: 80 }).map((quarter) => quarter / 4);

	const edgesAndCentre = ({ left, right }: Rect) => [left, (left + right) / 2, right] as const;

	/** Every offset on the x axis that would be a snap. */
	function offsetsOnX(moving: Rect, { bounds, guides = [] }: SnapTargets): readonly number[] {
		const [left, middle, right] = edgesAndCentre(moving);
		return [
			...bounds.flatMap((other) => {
				const [l, m, r] = edgesAndCentre(other);
				return [l - left, l - right, r - left, r - right, m - middle];
			}),
			...guides.filter(({ axis }) => axis === "x").flatMap(({ at }) => [at - left, at - middle, at - right]),
		];
	}

	test("the offset is the smallest possible one within the tolerance, and 0 if there is none", async () => {
		await fc.assert(
			fc.property(box, targets, reach, (moving, all, tolerance) => {
				const { dx, lines } = snapBounds(moving, all, { tolerance });
				const near = offsetsOnX(moving, all).filter((offset) => Math.abs(offset) <= tolerance);
				expect(lines.some(({ axis }) => axis === "x")).toBe(near.length > 0);
				expect(Math.abs(dx)).toBe(near.length === 0 ? 0 : Math.min(...near.map(Math.abs)));
			}),
		);
	});

	test("snapped bounds stay where they are, with the same lines, and lie on each of them", async () => {
		await fc.assert(
			fc.property(box, targets, reach, (moving, all, tolerance) => {
				const first = snapBounds(moving, all, { tolerance });
				const snapped = moveRect(moving, first.dx, first.dy);
				const again = snapBounds(snapped, all, { tolerance });
				expect([again.dx, again.dy].map(Math.abs)).toEqual([0, 0]);
				expect(again.lines).toEqual(first.lines);
				for (const { axis, at, from, to } of first.lines) {
					const { left, top, right, bottom } = snapped;
					expect(axis === "x" ? edgesAndCentre(snapped) : [top, (top + bottom) / 2, bottom]).toContain(at);
					expect(from).toBeLessThanOrEqual(axis === "x" ? top : left);
					expect(to).toBeGreaterThanOrEqual(axis === "x" ? bottom : right);
				}
			}),
		);
	});

	test("both axes follow the same rule", async () => {
		const transposed = ({ left, top, right, bottom }: Rect): Rect => ({
			left: top,
			top: left,
			right: bottom,
			bottom: right,
		});
		await fc.assert(
			fc.property(box, targets, reach, (moving, all, tolerance) => {
				const { dx, dy } = snapBounds(moving, all, { tolerance });
				const other = snapBounds(
					transposed(moving),
					{
						bounds: all.bounds.map(transposed),
						guides: all.guides.map(({ axis, at }) => ({ axis: axis === "x" ? "y" : "x", at })),
					},
					{ tolerance },
				);
				expect([other.dy, other.dx]).toEqual([dx, dy]);
			}),
		);
	});
});

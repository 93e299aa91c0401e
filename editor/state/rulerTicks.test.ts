import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rulerTicks } from "./rulerTicks";

const labels = (slope: number, origin: number, length: number) =>
	rulerTicks({ slope, origin }, length)
		.filter(({ kind }) => kind === "labelled")
		.map(({ value }) => value);

describe("ruler ticks", () => {
	test("at actual size every 100 pixels have a number and every 10 a tick", () => {
		expect(labels(1, 0, 420)).toEqual([0, 100, 200, 300, 400]);
		const ticks = rulerTicks({ slope: 1, origin: 0 }, 100);
		expect(ticks.map(({ value }) => value)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
		expect(ticks[5]).toEqual({ position: 50, kind: "middle", value: 50 });
	});

	test("left of the picture the numbers are negative, and mirrored they grow to the left", () => {
		expect(labels(1, 250, 300)).toEqual([-200, -100, 0]);
		expect(labels(-1, 250, 300)).toEqual([0, 100, 200]);
		expect(rulerTicks({ slope: -1, origin: 250 }, 300).find(({ value }) => value === 100)?.position).toBe(150);
	});

	test("at the highest zoom every pixel has a number, and none has a fraction", () => {
		expect(labels(64, 0, 200)).toEqual([0, 1, 2, 3]);
		expect(rulerTicks({ slope: 64, origin: 0 }, 200).every(({ value }) => Number.isInteger(value))).toBe(true);
	});

	test("at every zoom numbers have room, ticks are distinct, and all lie on the ruler", async () => {
		const slopes = fc
			.tuple(fc.double({ min: 0.002, max: 64, noNaN: true }), fc.boolean())
			.map(([zoom, isMirrored]) => (isMirrored ? -zoom : zoom));
		const origins = fc.double({ min: -200_000, max: 200_000, noNaN: true });
		await fc.assert(
			fc.property(slopes, origins, fc.integer({ min: 1, max: 4000 }), (slope, origin, length) => {
				const ticks = rulerTicks({ slope, origin }, length);
				for (const { position, value } of ticks) {
					expect(Number.isInteger(value)).toBe(true);
					expect(position).toBeGreaterThanOrEqual(-1e-3);
					expect(position).toBeLessThanOrEqual(length + 1e-3);
					expect(position).toBeCloseTo(origin + value * slope, 6);
				}
				const distances = (kinds: readonly string[]) => {
					const places = ticks.filter(({ kind }) => kinds.includes(kind)).map(({ position }) => position);
					return places.slice(1).map((place, i) => Math.abs(place - (places[i] ?? 0)));
				};
				for (const distance of distances(["labelled"])) expect(distance).toBeGreaterThan(55.9);
				for (const distance of distances(["labelled", "middle", "short"])) expect(distance).toBeGreaterThan(4.9);
				// Long rulers are never without a number.
				if (length > 400) expect(distances(["labelled"]).length).toBeGreaterThan(0);
			}),
		);
	});
});

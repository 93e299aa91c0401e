// Compares the search for legal sizes with brute force over every width and height.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Size } from "../raster";
import {
	FLEXIBLE_SIZES,
	isLegalSize,
	nearestLegalSize,
	presetSize,
	type SizeRules,
	sizeDistance,
	withPixelBudget,
} from ".";
import { fitToLegalSize } from "./fitToLegalSize";

const LIST: SizeRules = { kind: "list", sizes: ["auto", "1024x1024", "1536x1024", "1024x1536"] };

const anyFlexible = fc.record({
	kind: fc.constant("flexible" as const),
	multiple: fc.integer({ min: 1, max: 16 }),
	maxEdge: fc.integer({ min: 16, max: 120 }),
	maxRatio: fc.constantFrom(1, 1.5, 2.35, 16 / 9, 3, 4),
	minPixels: fc.integer({ min: 1, max: 3000 }),
	maxPixels: fc.integer({ min: 200, max: 12_000 }),
});

const anySize = fc.record({ width: fc.integer({ min: 1, max: 400 }), height: fc.integer({ min: 1, max: 400 }) });

function allLegalSizes(rules: SizeRules, maxEdge: number): Size[] {
	const sizes: Size[] = [];
	for (let width = 1; width <= maxEdge; width++) {
		for (let height = 1; height <= maxEdge; height++) {
			if (isLegalSize({ width, height }, rules)) sizes.push({ width, height });
		}
	}
	return sizes;
}

test.each([
	[1024, 1024, true],
	[1536, 1024, true],
	[816, 816, true],
	[768, 768, false],
	[800, 800, false],
	[2880, 2880, true],
	[3008, 3008, false],
	[2488, 3320, false],
	[3840, 2160, true],
	[3856, 2048, false],
	[2112, 704, true],
	[2128, 704, false],
	[704, 2112, true],
	[1536, 864, true],
	[1025, 1024, false],
])("%i×%i is legal for a flexible model: %s", (width, height, isLegal) => {
	expect(isLegalSize({ width, height }, FLEXIBLE_SIZES)).toBe(isLegal);
});

describe("the nearest legal size", () => {
	test("is as near as brute force finds", async () => {
		await fc.assert(
			fc.property(anyFlexible, anySize, (rules, wanted) => {
				const all = allLegalSizes(rules, rules.maxEdge);
				const nearest = nearestLegalSize(wanted, rules);
				expect(nearest === null).toBe(all.length === 0);
				if (nearest === null) return;
				expect(isLegalSize(nearest, rules)).toBe(true);
				const least = Math.min(...all.map((size) => sizeDistance(size, wanted)));
				expect(sizeDistance(nearest, wanted)).toBeCloseTo(least, 12);
			}),
			{ numRuns: 150 },
		);
	});

	test("of a legal size is that size", () => {
		for (let width = 16; width <= 3840; width += 16) {
			for (let height = 16; height <= 3840; height += 256) {
				const size = { width, height: Math.min(height, 3840) };
				if (isLegalSize(size, FLEXIBLE_SIZES)) expect(nearestLegalSize(size, FLEXIBLE_SIZES)).toEqual(size);
			}
		}
	});

	test.each([
		[8192, 6144, 3312, 2496],
		[1, 1, 816, 816],
		[8191, 3, 1440, 480],
		[500, 500, 816, 816],
		[1920, 1080, 1920, 1088],
	])("of %i×%i is %i×%i", (width, height, nearestWidth, nearestHeight) => {
		const nearest = { width: nearestWidth, height: nearestHeight };
		expect(nearestLegalSize({ width, height }, FLEXIBLE_SIZES)).toEqual(nearest);
	});

	test("may be just legal: 42×15 with ratio 2.8, although 42 / 2.8 is more than 15 in floating point", () => {
		const rules = { kind: "flexible", multiple: 1, maxEdge: 50, maxRatio: 2.8, minPixels: 1, maxPixels: 2000 } as const;
		for (const size of [
			{ width: 42, height: 15 },
			{ width: 15, height: 42 },
		]) {
			expect(nearestLegalSize(size, rules)).toEqual(size);
		}
	});

	test("is in the list for listed sizes, and null for an empty list", () => {
		expect(nearestLegalSize({ width: 3000, height: 2000 }, LIST)).toEqual({ width: 1536, height: 1024 });
		expect(nearestLegalSize({ width: 3000, height: 2000 }, { kind: "list", sizes: ["auto"] })).toBeNull();
	});
});

describe("fitToLegalSize", () => {
	test("returns a legal size, unscaled if that needs little padding, and reduced no more than necessary", async () => {
		await fc.assert(
			fc.property(anyFlexible, anySize, (rules, piece) => {
				const all = allLegalSizes(rules, rules.maxEdge);
				const fit = fitToLegalSize(piece, rules);
				expect(fit === null).toBe(all.length === 0);
				if (fit === null) return;
				expect(isLegalSize(fit.sent, rules)).toBe(true);
				expect(piece.width * fit.scale).toBeLessThan(fit.sent.width + 1e-6);
				expect(piece.height * fit.scale).toBeLessThan(fit.sent.height + 1e-6);
				const area = piece.width * piece.height;
				const around = all.filter(({ width, height }) => width >= piece.width && height >= piece.height);
				const smallest = Math.min(...around.map(({ width, height }) => width * height));
				if (area >= 0.75 * smallest) {
					expect(fit.scale).toBe(1);
					expect(fit.sent.width * fit.sent.height).toBe(smallest);
				}
				const scales = all.map(({ width, height }) => Math.min(width / piece.width, height / piece.height));
				if (around.length > 0) expect(fit.scale).toBeGreaterThanOrEqual(1);
				else expect(fit.scale).toBeCloseTo(Math.max(...scales), 12);
			}),
			{ numRuns: 200 },
		);
	});

	test.each([
		[1000, 1000, 1008, 1008, 1],
		[720, 720, 720, 912, 1],
		[512, 512, 816, 816, 816 / 512],
		[8192, 6144, 3312, 2496, 3312 / 8192],
		[3, 1000, 512, 1280, 1],
	])("%i×%i is sent as %i×%i at %f", (width, height, sentWidth, sentHeight, scale) => {
		const fit = fitToLegalSize({ width, height }, FLEXIBLE_SIZES);
		expect(fit).toMatchObject({ sent: { width: sentWidth, height: sentHeight }, scale });
	});
});

describe("a banner", () => {
	const filledShare = (area: Size, rules: SizeRules) => {
		const fit = fitToLegalSize(area, rules);
		if (fit === null) throw new Error("no legal size");
		const { sent, scale } = fit;
		return { fit, filled: (area.width * area.height * scale * scale) / (sent.width * sent.height) };
	};

	test("of 468×60 fills more than a third of a landscape format, not 4 % of a portrait", () => {
		const { fit, filled } = filledShare({ width: 468, height: 60 }, FLEXIBLE_SIZES);
		expect([fit.sent.width > fit.sent.height, filled > 1 / 3]).toEqual([true, true]);
	});

	test("of any ratio fills at least a third of what the best legal size gives, and never goes out in the opposite format", async () => {
		const narrow: SizeRules = { kind: "list", sizes: ["1024x1536", "1536x1024"] };
		const banner = fc.record({
			long: fc.integer({ min: 60, max: 3000 }),
			ratio: fc.double({ min: 1.5, max: 60, noNaN: true }),
		});
		await fc.assert(
			fc.property(banner, fc.constantFrom(FLEXIBLE_SIZES, LIST, narrow), fc.boolean(), (made, rules, isTall) => {
				const short = Math.max(1, Math.round(made.long / made.ratio));
				const area = isTall ? { width: short, height: made.long } : { width: made.long, height: short };
				const { fit, filled } = filledShare(area, rules);
				const opposite = isTall ? fit.sent.width - fit.sent.height : fit.sent.height - fit.sent.width;
				expect(opposite).toBeLessThanOrEqual(0);
				// The largest share is that of the widest legal format.
				const widest = rules.kind === "flexible" ? 3 : 1.5;
				expect(filled).toBeGreaterThan(Math.min(1, widest / (made.long / short)) / 3);
			}),
			{ numRuns: 400 },
		);
	});
});

test("presets are legal, have the ratio, and are no larger than their tier", () => {
	const named = (width: number, height: number, tier: "1K" | "2K" | "4K") =>
		presetSize({ width, height }, tier, FLEXIBLE_SIZES);
	expect(named(1, 1, "1K")).toEqual({ width: 1024, height: 1024 });
	expect(named(3, 2, "1K")).toEqual({ width: 1248, height: 832 });
	expect(named(1, 1, "2K")).toEqual({ width: 2048, height: 2048 });
	expect(named(16, 9, "4K")).toEqual({ width: 3840, height: 2160 });
	expect(named(9, 16, "4K")).toEqual({ width: 2160, height: 3840 });
	expect(presetSize({ width: 16, height: 9 }, "1K", LIST)).toEqual({ width: 1536, height: 1024 });
	for (const [width, height] of [
		[1, 1],
		[2, 3],
		[21, 9],
		[3, 1],
		[10, 1],
	] as const) {
		for (const tier of ["1K", "2K", "4K"] as const) {
			const size = named(width, height, tier) as Size;
			expect(isLegalSize(size, FLEXIBLE_SIZES)).toBe(true);
			const ratio = Math.min(width / height, 3);
			expect(Math.abs(size.width / size.height / ratio - 1)).toBeLessThan(0.03);
		}
	}
});

test("a pixel budget narrows the rules, and is ignored if no size is left", () => {
	expect(nearestLegalSize({ width: 4000, height: 4000 }, withPixelBudget(FLEXIBLE_SIZES, 1024 * 1024))).toEqual({
		width: 1024,
		height: 1024,
	});
	expect(withPixelBudget(FLEXIBLE_SIZES, 1000)).toEqual(FLEXIBLE_SIZES);
	expect(withPixelBudget(LIST, 1024 * 1024)).toEqual({ kind: "list", sizes: ["1024x1024"] });
	const budget = withPixelBudget({ kind: "any" }, 1_000_000);
	expect(fitToLegalSize({ width: 2000, height: 2000 }, budget)).toMatchObject({ sent: { width: 1000, height: 1000 } });
});

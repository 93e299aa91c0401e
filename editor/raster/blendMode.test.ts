// The blend modes against the formulae of "Compositing and Blending Level 1", written out naively on premultiplied values.
import fc from "fast-check";
import { expect, test } from "vitest";
import { BLEND_FUNCTIONS, BLEND_MODES, type BlendMode, blendPixelOver } from "./blendMode";

/** B(cb, cs) of the specification. */
function naive(mode: BlendMode, cb: number, cs: number): number {
	const hardLight = (b: number, s: number) => (s <= 0.5 ? b * 2 * s : b + (2 * s - 1) - b * (2 * s - 1));
	switch (mode) {
		case "normal":
			return cs;
		case "multiply":
			return cb * cs;
		case "screen":
			return 1 - (1 - cb) * (1 - cs);
		case "overlay":
			return hardLight(cs, cb);
		case "soft-light": {
			if (cs <= 0.5) return cb - (1 - 2 * cs) * cb * (1 - cb);
			const d = cb <= 0.25 ? ((16 * cb - 12) * cb + 4) * cb : Math.sqrt(cb);
			return cb + (2 * cs - 1) * (d - cb);
		}
	}
}

/** Cs = (1 - αb) Cs + αb B(Cb, Cs); co = cs αs + cb αb (1 - αs), both premultiplied. */
function composite(mode: BlendMode, source: readonly number[], share: number, backdrop: readonly number[]): number[] {
	const [as, ab] = [((source[3] as number) / 255) * share, (backdrop[3] as number) / 255];
	const ao = as + ab * (1 - as);
	const colours = [0, 1, 2].map((c) => {
		const [cs, cb] = [(source[c] as number) / 255, (backdrop[c] as number) / 255];
		const mixed = (1 - ab) * cs + ab * naive(mode, cb, cs);
		return ao === 0 ? cb * 255 : ((mixed * as + cb * ab * (1 - as)) / ao) * 255;
	});
	return [...colours, ao * 255];
}

const byte = fc.integer({ min: 0, max: 255 });
const pixel = fc.tuple(byte, byte, byte, byte);

test("every blend mode is the specification's, rounded once", () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...BLEND_MODES),
			pixel,
			pixel,
			fc.double({ min: 0.01, max: 1, noNaN: true }),
			(mode, source, backdrop, share) => {
				const onto = Uint8Array.from(backdrop);
				blendPixelOver(source, 0, share, onto, 0, BLEND_FUNCTIONS[mode]);
				const expected = composite(mode, source, share, backdrop);
				for (let c = 0; c < 4; c++)
					expect(Math.abs((onto[c] as number) - (expected[c] as number))).toBeLessThanOrEqual(0.5 + 1e-6);
			},
		),
		{ numRuns: 2000 },
	);
});

test.each([
	["multiply", 102, 204, 82],
	["screen", 102, 204, 224],
	["overlay", 102, 204, 163],
	["overlay", 204, 102, 194],
	["soft-light", 102, 204, 138],
	["soft-light", 51, 204, 89],
	["soft-light", 204, 102, 196],
] as const)("%s of %i with %i is %i", (mode, backdrop, source, expected) => {
	const onto = Uint8Array.of(backdrop, backdrop, backdrop, 255);
	blendPixelOver([source, source, source, 255], 0, 1, onto, 0, BLEND_FUNCTIONS[mode]);
	expect([...onto]).toEqual([expected, expected, expected, 255]);
});

import * as fc from "fast-check";
import { expect, test } from "vitest";
import { averageTile, MAX_TILE_LEVEL } from "./averageTile";
import { TILE_AREA, TILE_SIZE } from "./coverage";

test("each pixel of a level is the rounded mean of its square, for any alignment of the bytes", async () => {
	const levels = fc.integer({ min: 1, max: MAX_TILE_LEVEL });
	await fc.assert(
		fc.property(levels, fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(0, 1), (level, seed, offset) => {
			const bytes = new Uint8Array(new ArrayBuffer(TILE_AREA + 4), offset, TILE_AREA);
			for (let i = 0; i < TILE_AREA; i++) bytes[i] = (i % 3) * ((i * seed) >> 5) > 900_000 ? 255 : i * seed;
			const across = 1 << level;
			const side = TILE_SIZE >> level;
			const wanted = Array.from({ length: side * side }, (_, at) => {
				let sum = 0;
				for (let i = 0; i < across * across; i++) {
					const x = (at % side) * across + (i % across);
					const y = Math.floor(at / side) * across + Math.floor(i / across);
					sum += bytes[y * TILE_SIZE + x] as number;
				}
				return Math.floor(sum / (across * across) + 0.5);
			});
			expect(Buffer.from(averageTile(bytes, level)).equals(Buffer.from(wanted))).toBe(true);
		}),
		{ numRuns: 12 },
	);
});

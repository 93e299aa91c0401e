import * as fc from "fast-check";
import { expect, it } from "vitest";
import { packBytes, unpackBytes } from "./packBytes";

const runs = fc
	.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 3000 })), { maxLength: 30 })
	.map((all) => Uint8Array.from(all.flatMap(([value, count]) => Array.from({ length: count }, () => value))));

it("packed bytes are restored exactly", async () => {
	await fc.assert(
		fc.property(fc.oneof(runs, fc.uint8Array({ maxLength: 5000 })), (bytes) => {
			const packed = packBytes(bytes);
			if (packed === null) return true;
			return packed.length <= bytes.length && Buffer.compare(unpackBytes(packed, bytes.length), bytes) === 0;
		}),
	);
});

it("a tile with the edge of a stroke takes a few kilobytes, noise is not packed", () => {
	const tile = Uint8Array.from({ length: 65_536 }, (_, i) => Math.max(0, Math.min(255, ((i & 255) - 100) * 12)));
	expect(packBytes(tile)?.length).toBeLessThan(8000);
	expect(packBytes(Uint8Array.from({ length: 65_536 }, (_, i) => (i * 7919) >> 3))).toBeNull();
});

it("damaged bytes are refused", async () => {
	await fc.assert(
		fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 0, max: 2000 }), (packed, length) => {
			let restored: Uint8Array | undefined;
			try {
				restored = unpackBytes(packed, length);
			} catch {}
			expect(restored?.length ?? length).toBe(length);
		}),
	);
	const packed = packBytes(new Uint8Array(1000)) as Uint8Array;
	expect(() => unpackBytes(packed.subarray(0, -1), 1000)).toThrow("damaged");
	expect(() => unpackBytes(packed, 999)).toThrow("damaged");
	expect(() => unpackBytes(packed, 1001)).toThrow("damaged");
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Tile } from "../../raster";
import { DroppedArea } from "./droppedArea";

const LENGTH = 4;
const tile: fc.Arbitrary<Tile> = fc.oneof(
	fc.constantFrom(0, 255, 90),
	fc.uint8Array({ minLength: LENGTH, maxLength: LENGTH }).map((values) => Uint8Array.from(values)),
);
const valueAt = (one: Tile | undefined, i: number): number => (typeof one === "number" ? one : (one?.[i] ?? 0));
const coverageOf = (value: Tile) => ({ width: 1, height: 1, tiles: value === 0 ? {} : { 0: value } });

test("the dropped area is what was sent, less what is kept of it", () => {
	fc.assert(
		fc.property(tile, tile, (sent, kept) => {
			const area = new DroppedArea();
			for (const dropped of [area, area].map((same) => same.tilesOf(coverageOf(sent), { 0: kept }, [0])[0])) {
				for (let i = 0; i < LENGTH; i++) {
					expect(valueAt(dropped, i)).toBe(Math.max(0, valueAt(sent, i) - valueAt(kept, i)));
				}
			}
		}),
	);
});

test("a tile that a stroke does not change is the same object again, so that it is not coloured anew", () => {
	const area = new DroppedArea();
	const [sent, kept] = [Uint8Array.of(9, 9, 0, 0), Uint8Array.of(9, 0, 0, 0)];
	const [first, second] = [1, 2].map(() => area.tilesOf(coverageOf(sent), { 0: kept })[0]);
	expect(first).toEqual(Uint8Array.of(0, 9, 0, 0));
	expect(second).toBe(first);
});

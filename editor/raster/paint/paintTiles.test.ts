// Paint against a naive compositor: a pixel at a time, over a whole picture of several tiles.
import fc from "fast-check";
import { expect, test } from "vitest";
import { TILE_SIZE, type Tiles, tileColumns } from "../coverage";
import { FLIP_HORIZONTALLY, orientationOfPicture, orientSize, TURN_LEFT, TURN_RIGHT } from "../placement/placement";
import { beginStroke, endStroke, extendStroke, type StrokeSample } from "../stroke";
import { mergePaintTile, type PaintTile, type PaintTiles, paintBytes, paintTile, placePaint } from "./paintTiles";

const SIZE = { width: 300, height: 270 };
const KEYS = [0, 1, 2, 3];

const colours = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);
const samples = fc.array(
	fc.record({
		x: fc.integer({ min: 200, max: 310 }),
		y: fc.integer({ min: 200, max: 280 }),
		pressure: fc.constant(0.5),
	}),
	{ minLength: 1, maxLength: 4 },
);
const brushes = fc.record({
	size: fc.integer({ min: 4, max: 60 }),
	hardness: fc.constantFrom(0, 0.5, 1),
	opacity: fc.constantFrom(0.2, 0.7, 1),
	flow: fc.constantFrom(0.3, 1),
});
const strokes = fc.array(fc.record({ colour: fc.option(colours), samples, brush: brushes }), {
	minLength: 1,
	maxLength: 3,
});
type Painted = typeof strokes extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

function coverageOf({ brush, samples }: Painted, batches: readonly (readonly StrokeSample[])[] = [samples]): Tiles {
	let stroke = beginStroke(SIZE, brush);
	for (const batch of batches) stroke = extendStroke(stroke, batch).stroke;
	return endStroke(stroke).stroke.tiles;
}

function paint(tiles: PaintTiles, coverage: Tiles, colour: string | null): PaintTiles {
	const operation = colour === null ? ({ kind: "erase" } as const) : ({ kind: "colour", colour } as const);
	const painted: Record<number, PaintTile> = {};
	for (const key of KEYS) {
		const tile = paintTile(SIZE, key, tiles[key] ?? 0, coverage[key] ?? 0, operation);
		if (tile !== 0) painted[key] = tile;
	}
	return painted;
}

function pixelAt(tiles: PaintTiles, size: typeof SIZE, x: number, y: number): readonly number[] {
	const key = Math.floor(y / TILE_SIZE) * tileColumns(size) + Math.floor(x / TILE_SIZE);
	const at = 4 * ((y % TILE_SIZE) * TILE_SIZE + (x % TILE_SIZE));
	return [...paintBytes(size, key, tiles[key] ?? 0).subarray(at, at + 4)];
}

function coveredAt(tiles: Tiles, x: number, y: number): number {
	const tile = tiles[Math.floor(y / TILE_SIZE) * tileColumns(SIZE) + Math.floor(x / TILE_SIZE)] ?? 0;
	return typeof tile === "number" ? tile : (tile[(y % TILE_SIZE) * TILE_SIZE + (x % TILE_SIZE)] as number);
}

function composeNaively(under: readonly number[], covered: number, colour: string | null): readonly number[] {
	const [red = 0, green = 0, blue = 0, alpha = 0] = under;
	if (covered === 0) return under;
	if (colour === null) {
		const left = Math.round((alpha * (255 - covered)) / 255);
		return left === 0 ? [0, 0, 0, 0] : [red, green, blue, left];
	}
	const over = covered / 255;
	const beneath = (alpha / 255) * (1 - over);
	const mix = (at: number, channel: number) =>
		Math.round((Number.parseInt(colour.slice(at, at + 2), 16) * over + channel * beneath) / (over + beneath));
	return [mix(1, red), mix(3, green), mix(5, blue), Math.round(255 * (over + beneath))];
}

/** Across the corner where four tiles meet. */
const PLACES = Array.from({ length: 60 }, (_, i) => [225 + ((i * 7) % 74), 230 + ((i * 11) % 40)] as const);

test("strokes and erasing are what a naive compositor makes, in every batching and across tile borders", () => {
	fc.assert(
		fc.property(strokes, (painted) => {
			let tiles: PaintTiles = {};
			let batched: PaintTiles = {};
			const naive = new Map(PLACES.map((place) => [place, [0, 0, 0, 0] as readonly number[]]));
			for (const stroke of painted) {
				const coverage = coverageOf(stroke);
				tiles = paint(tiles, coverage, stroke.colour);
				batched = paint(
					batched,
					coverageOf(
						stroke,
						stroke.samples.map((sample) => [sample]),
					),
					stroke.colour,
				);
				for (const place of PLACES) {
					naive.set(place, composeNaively(naive.get(place) ?? [], coveredAt(coverage, ...place), stroke.colour));
				}
			}
			expect(batched).toEqual(tiles);
			for (const place of PLACES) expect(pixelAt(tiles, SIZE, ...place)).toEqual(naive.get(place));
		}),
		{ numRuns: 25 },
	);
});

test("what is opaque stays opaque; a full tile is one number; erased paint leaves no tile", () => {
	const colour = { kind: "colour", colour: "#102030" } as const;
	const opaque = paintTile(SIZE, 3, 0, 255, colour);
	expect(opaque).toBe(0xff302010);
	for (let coverage = 1; coverage < 255; coverage++) {
		const tile = paintTile(SIZE, 3, opaque, coverage, { kind: "colour", colour: "#ffffff" });
		expect((tile as number) >>> 24).toBe(255);
	}
	expect(paintTile(SIZE, 3, opaque, 255, { kind: "erase" })).toBe(0);
});

test("merging with an opaque layer, or with nothing, keeps its pixels", () => {
	const opaque = paintTile(SIZE, 0, 0, 255, { kind: "colour", colour: "#102030" });
	const soft = paintTile(SIZE, 0, 0, 100, { kind: "colour", colour: "#ff0000" });
	expect(mergePaintTile(SIZE, 0, { tile: opaque, opacity: 1 }, { tile: soft, opacity: 1 })).toBe(opaque);
	expect(mergePaintTile(SIZE, 0, { tile: 0, opacity: 1 }, { tile: soft, opacity: 1 })).toBe(soft);
	expect(mergePaintTile(SIZE, 0, { tile: opaque, opacity: 0 }, { tile: soft, opacity: 1 })).toBe(soft);
});

test("turning and mirroring there and back gives the same paint; cropping cuts it off", () => {
	fc.assert(
		fc.property(strokes, fc.constantFrom(FLIP_HORIZONTALLY, TURN_LEFT, TURN_RIGHT), (painted, orientation) => {
			const tiles = painted.reduce<PaintTiles>((all, one) => paint(all, coverageOf(one), one.colour ?? "#00ff00"), {});
			const turned = orientSize(SIZE, orientation);
			const there = placePaint(tiles, SIZE, turned, orientationOfPicture(SIZE, orientation));
			const opposite = orientation === TURN_LEFT ? TURN_RIGHT : orientation === TURN_RIGHT ? TURN_LEFT : orientation;
			expect(placePaint(there, turned, SIZE, orientationOfPicture(turned, opposite))).toEqual(tiles);
			const cropped = { width: 60, height: 40 };
			const part = placePaint(tiles, SIZE, cropped, { x: -230, y: -225 });
			expect(pixelAt(part, cropped, 25, 30)).toEqual(pixelAt(tiles, SIZE, 255, 255));
		}),
		{ numRuns: 15 },
	);
});

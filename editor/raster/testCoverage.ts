// For tests: converts coverage to and from one flat array and checks that its tiles are canonical.
import {
	type Coverage,
	collapseTile,
	coverageAt,
	type Size,
	TILE_SIZE,
	type Tile,
	tileCount,
	tileRect,
} from "./coverage";

export function flat(coverage: Coverage): number[] {
	const values: number[] = [];
	for (let y = 0; y < coverage.height; y++) {
		for (let x = 0; x < coverage.width; x++) values.push(coverageAt(coverage, x, y));
	}
	return values;
}

export function fromFlat(size: Size, values: readonly number[]): Coverage {
	const tiles: Record<number, Tile> = {};
	for (let key = 0; key < tileCount(size); key++) {
		const { left, top, right, bottom } = tileRect(size, key);
		const bytes = new Uint8Array(TILE_SIZE * TILE_SIZE);
		for (let y = top; y < bottom; y++) {
			for (let x = left; x < right; x++) {
				bytes[(y - top) * TILE_SIZE + x - left] = values[y * size.width + x] as number;
			}
		}
		const tile = collapseTile(size, key, bytes);
		if (tile !== 0) tiles[key] = tile;
	}
	return { ...size, tiles };
}

/** Throws if a tile is not canonical. */
export function expectCanonical(coverage: Coverage): void {
	for (const [name, tile] of Object.entries(coverage.tiles)) {
		const key = Number(name);
		if (key >= tileCount(coverage)) throw new Error(`tile ${key} lies outside the picture`);
		if (tile === 0) throw new Error(`tile ${key} is 0 but not absent`);
		if (typeof tile === "number") continue;
		if (collapseTile(coverage, key, tile) !== tile) throw new Error(`tile ${key} is uniform, but not collapsed`);
		const { left, top, right, bottom } = tileRect(coverage, key);
		for (let i = 0; i < tile.length; i++) {
			const isInside = left + (i % TILE_SIZE) < right && top + Math.floor(i / TILE_SIZE) < bottom;
			if (!isInside && tile[i] !== 0) throw new Error(`tile ${key} has values outside the picture`);
		}
	}
}

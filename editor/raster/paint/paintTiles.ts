// Tiles of paint: straight (not premultiplied) RGBA with 8 bits a sample, in the grid of coverage tiles. Tiles are immutable: no
// function changes one that it was given. Composed in floating point and rounded once, to the nearest.
import {
	type Coverage,
	collapseTile,
	emptyCoverage,
	type Size,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	tileColumns,
	tileRect,
	tilesInRect,
	withTiles,
} from "../coverage";
import { invertPlacement, type Placement, placePoint, placeRect } from "../placement/placement";

/**
 * A number is the RGBA word of every pixel, red in the lowest byte; an array holds TILE_AREA pixels, row by row. Canonical as
 * coverage tiles are: not all pixels inside the picture are equal, those outside are 0, and so are fully transparent ones.
 */
export type PaintTile = number | Uint8Array<ArrayBuffer>;

/** By index, counted row by row. An absent tile is transparent; a transparent tile is always absent. */
export type PaintTiles = Readonly<Record<number, PaintTile>>;

export const PAINT_TILE_BYTES = 4 * TILE_AREA;

/** Changes tiles of paint by the coverage of a stroke or a shape, on which `opacity` is already applied. */
export type PaintOperation = { readonly kind: "colour"; readonly colour: string } | { readonly kind: "erase" };

/** The tile with a coverage drawn on it: source-over with a colour, or its alpha reduced. */
export function paintTile(
	size: Size,
	key: number,
	base: PaintTile,
	coverage: number | Uint8Array,
	operation: PaintOperation,
): PaintTile {
	if (coverage === 0 || (operation.kind === "erase" && base === 0)) return base;
	const bytes = paintBytes(size, key, base);
	const covers = typeof coverage === "number" ? uniformCoverage(size, key, coverage) : coverage;
	if (operation.kind === "erase") eraseFrom(bytes, covers);
	else drawOver(bytes, covers, channelsOf(operation.colour));
	return collapsePaint(size, key, bytes);
}

function drawOver(bytes: Uint8Array, coverage: Uint8Array, colour: readonly [number, number, number]): void {
	const [red, green, blue] = colour;
	for (let i = 0, at = 0; i < TILE_AREA; i++, at += 4) {
		const covered = coverage[i] as number;
		if (covered === 0) continue;
		const alpha = bytes[at + 3] as number;
		if (covered === 255 || alpha === 0) {
			bytes[at] = red;
			bytes[at + 1] = green;
			bytes[at + 2] = blue;
			bytes[at + 3] = covered;
			continue;
		}
		const over = covered / 255;
		const under = (alpha / 255) * (1 - over);
		const sum = over + under;
		bytes[at] = Math.round((red * over + (bytes[at] as number) * under) / sum);
		bytes[at + 1] = Math.round((green * over + (bytes[at + 1] as number) * under) / sum);
		bytes[at + 2] = Math.round((blue * over + (bytes[at + 2] as number) * under) / sum);
		bytes[at + 3] = Math.round(sum * 255);
	}
}

function eraseFrom(bytes: Uint8Array, coverage: Uint8Array): void {
	for (let i = 0, at = 0; i < TILE_AREA; i++, at += 4) {
		const covered = coverage[i] as number;
		if (covered === 0) continue;
		const alpha = Math.round(((bytes[at + 3] as number) * (255 - covered)) / 255);
		bytes[at + 3] = alpha;
		if (alpha === 0) bytes.fill(0, at, at + 3);
	}
}

/** Returns the tile of a layer over the tile of another, each at its opacity (0 to 1). */
export function mergePaintTile(
	size: Size,
	key: number,
	upper: { readonly tile: PaintTile; readonly opacity: number },
	lower: { readonly tile: PaintTile; readonly opacity: number },
): PaintTile {
	const above = paintBytes(size, key, upper.tile);
	const bytes = paintBytes(size, key, lower.tile);
	for (let at = 0; at < PAINT_TILE_BYTES; at += 4) {
		const over = ((above[at + 3] as number) / 255) * upper.opacity;
		const under = ((bytes[at + 3] as number) / 255) * lower.opacity * (1 - over);
		const sum = over + under;
		const alpha = Math.round(sum * 255);
		for (let channel = at; channel < at + 3; channel++) {
			const mixed = (above[channel] as number) * over + (bytes[channel] as number) * under;
			bytes[channel] = alpha === 0 ? 0 : Math.round(mixed / sum);
		}
		bytes[at + 3] = alpha;
	}
	return collapsePaint(size, key, bytes);
}

/** Returns a new array, which the caller may change. */
export function paintBytes(size: Size, key: number, tile: PaintTile): Uint8Array<ArrayBuffer> {
	if (typeof tile !== "number") return tile.slice();
	const words = new Uint32Array(TILE_AREA);
	if (tile !== 0) {
		const { left, top, right, bottom } = tileRect(size, key);
		for (let y = 0; y < bottom - top; y++) words.fill(tile, y * TILE_SIZE, y * TILE_SIZE + right - left);
	}
	return new Uint8Array(words.buffer);
}

function collapsePaint(size: Size, key: number, bytes: Uint8Array<ArrayBuffer>): PaintTile {
	const words = paintWords(bytes);
	const first = words[0] as number;
	const { left, top, right, bottom } = tileRect(size, key);
	for (let y = 0; y < bottom - top; y++) {
		const end = y * TILE_SIZE + right - left;
		for (let i = y * TILE_SIZE; i < end; i++) if (words[i] !== first) return bytes;
	}
	return first;
}

/** The pixels as words; shares memory with an array that is aligned. */
export function paintWords(bytes: Uint8Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
	const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
	return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}

function uniformCoverage(size: Size, key: number, value: number): Uint8Array {
	const { left, top, right, bottom } = tileRect(size, key);
	const bytes = new Uint8Array(TILE_AREA);
	for (let y = 0; y < bottom - top; y++) bytes.fill(value, y * TILE_SIZE, y * TILE_SIZE + right - left);
	return bytes;
}

/** #rrggbb as three samples. */
function channelsOf(colour: string): readonly [number, number, number] {
	const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as [
		number,
		number,
		number,
	];
	return [red, green, blue];
}

/** The alpha of paint as coverage. */
export function paintCoverage({ width, height }: Size, paint: PaintTiles): Coverage {
	const changes: Record<number, Tile> = {};
	for (const [name, tile] of Object.entries(paint)) {
		const key = Number(name);
		const alpha = (pixels: Uint8Array) => Uint8Array.from({ length: TILE_AREA }, (_, i) => pixels[i * 4 + 3] as number);
		changes[key] = typeof tile === "number" ? tile >>> 24 : collapseTile({ width, height }, key, alpha(tile));
	}
	return withTiles(emptyCoverage({ width, height }), changes);
}

/** The same paint on a canvas that is cropped, enlarged, turned or mirrored; cut off at its edges. */
export function placePaint(tiles: PaintTiles, before: Size, after: Size, placement: Placement): PaintTiles {
	const back = invertPlacement(placement);
	const keys = new Set<number>();
	for (const name of Object.keys(tiles)) {
		for (const key of tilesInRect(after, placeRect(tileRect(before, Number(name)), placement))) keys.add(key);
	}
	const words = new Map(
		Object.entries(tiles).map(([name, tile]) => [Number(name), typeof tile === "number" ? tile : paintWords(tile)]),
	);
	const columns = tileColumns(before);
	const placed: Record<number, PaintTile> = {};
	for (const key of keys) {
		const { left, top, right, bottom } = tileRect(after, key);
		const into = new Uint32Array(TILE_AREA);
		for (let row = 0; row < bottom - top; row++) {
			const first = placePoint({ x: left + 0.5, y: top + row + 0.5 }, back);
			const second = placePoint({ x: left + 1.5, y: top + row + 0.5 }, back);
			let x = Math.floor(first.x);
			let y = Math.floor(first.y);
			for (let i = 0; i < right - left; i++, x += second.x - first.x, y += second.y - first.y) {
				if (x < 0 || y < 0 || x >= before.width || y >= before.height) continue;
				const source = words.get(Math.floor(y / TILE_SIZE) * columns + Math.floor(x / TILE_SIZE)) ?? 0;
				into[row * TILE_SIZE + i] =
					typeof source === "number" ? source : (source[(y % TILE_SIZE) * TILE_SIZE + (x % TILE_SIZE)] as number);
			}
		}
		const tile = collapsePaint(after, key, new Uint8Array(into.buffer));
		if (tile !== 0) placed[key] = tile;
	}
	return placed;
}

/** (TILE_SIZE >> level)² pixels for display: each the mean of a square, weighted by alpha. */
export function averagePaint(bytes: Uint8Array, level: number, into: Uint8ClampedArray): void {
	const side = TILE_SIZE >> level;
	const across = 1 << level;
	const count = across * across;
	for (let y = 0; y < side; y++) {
		for (let x = 0; x < side; x++) {
			let [red, green, blue, alpha] = [0, 0, 0, 0];
			for (let row = 0; row < across; row++) {
				let at = 4 * ((y * across + row) * TILE_SIZE + x * across);
				for (let column = 0; column < across; column++, at += 4) {
					const weight = bytes[at + 3] as number;
					if (weight === 0) continue;
					red += (bytes[at] as number) * weight;
					green += (bytes[at + 1] as number) * weight;
					blue += (bytes[at + 2] as number) * weight;
					alpha += weight;
				}
			}
			const to = 4 * (y * side + x);
			const divisor = alpha || 1;
			into[to] = red / divisor;
			into[to + 1] = green / divisor;
			into[to + 2] = blue / divisor;
			into[to + 3] = alpha / count;
		}
	}
}

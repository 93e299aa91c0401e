// A rectangle as coverage.
import {
	type Coverage,
	type Rect,
	type Size,
	TILE_AREA,
	TILE_SIZE,
	type Tile,
	tileRect,
	tilesInRect,
} from "./coverage";

/** The rectangle's edges are rounded to whole pixels and clipped to the picture. */
export function rectCoverage(size: Size, rect: Rect, value = 255): Coverage {
	const whole = {
		left: Math.max(0, Math.round(rect.left)),
		top: Math.max(0, Math.round(rect.top)),
		right: Math.min(size.width, Math.round(rect.right)),
		bottom: Math.min(size.height, Math.round(rect.bottom)),
	};
	const tiles: Record<number, Tile> = {};
	if (whole.left >= whole.right || whole.top >= whole.bottom || value === 0) return { ...size, tiles };
	for (const key of tilesInRect(size, whole)) {
		const tile = tileRect(size, key);
		if (contains(whole, tile)) {
			tiles[key] = value;
			continue;
		}
		const bytes = new Uint8Array(TILE_AREA);
		const left = Math.max(whole.left, tile.left) - tile.left;
		const right = Math.min(whole.right, tile.right) - tile.left;
		for (let y = Math.max(whole.top, tile.top); y < Math.min(whole.bottom, tile.bottom); y++) {
			const row = (y - tile.top) * TILE_SIZE;
			bytes.fill(value, row + left, row + right);
		}
		tiles[key] = bytes;
	}
	return { width: size.width, height: size.height, tiles };
}

function contains(outer: Rect, inner: Rect): boolean {
	return (
		outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom
	);
}

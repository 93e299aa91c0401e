// The part of a result that is not kept: the area that was sent, minus the coverage that the user keeps of it. Tiles are
// cached by the kept tile, so that only tiles that a stroke changes are computed and coloured anew.
import type { Coverage, Tile, Tiles } from "../../raster";

interface DroppedTile {
	readonly sent: Tile;
	readonly dropped: Tile;
}

export class DroppedArea {
	readonly #dropped = new WeakMap<Uint8Array, DroppedTile>();

	/** `keys`: the tiles to compute. Default: all that were sent. */
	tilesOf(sent: Coverage, kept: Tiles, keys = Object.keys(sent.tiles).map(Number)): Tiles {
		const tiles: Record<number, Tile> = {};
		for (const key of keys) {
			const dropped = this.#subtract(sent.tiles[key] ?? 0, kept[key] ?? 0);
			tiles[key] = dropped;
		}
		return tiles;
	}

	#subtract(sent: Tile, kept: Tile): Tile {
		if (kept === sent || sent === 0 || kept === 255) return 0;
		if (kept === 0) return sent;
		if (typeof kept === "number") return difference(sent, kept);
		const cached = this.#dropped.get(kept);
		if (cached?.sent === sent) return cached.dropped;
		const dropped = difference(sent, kept);
		this.#dropped.set(kept, { sent, dropped });
		return dropped;
	}
}

function difference(sent: Tile, kept: Tile): Tile {
	if (typeof sent === "number" && typeof kept === "number") return Math.max(0, sent - kept);
	const length = typeof sent === "number" ? (kept as Uint8Array).length : sent.length;
	const at = (tile: Tile, i: number) => (typeof tile === "number" ? tile : (tile[i] ?? 0));
	const values = new Uint8Array(length);
	let isEmpty = true;
	for (let i = 0; i < length; i++) {
		const value = at(sent, i) - at(kept, i);
		if (value <= 0) continue;
		values[i] = value;
		isEmpty = false;
	}
	return isEmpty ? 0 : values;
}

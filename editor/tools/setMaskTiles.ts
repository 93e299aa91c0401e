// Makes the command that writes computed tiles into a mask. It contains only tiles that differ; without any there is no
// command.
import type { DocumentCommand, MaskLayer } from "../document";
import { isSameTile, type Tile, type Tiles, tileAt } from "../raster";

export function setMaskTiles(mask: MaskLayer, tiles: Tiles): readonly DocumentCommand[] {
	const changes: Record<number, Tile> = {};
	for (const [name, tile] of Object.entries(tiles)) {
		const key = Number(name);
		if (!isSameTile(tile, tileAt(mask.coverage.tiles, key))) changes[key] = tile;
	}
	if (Object.keys(changes).length === 0) return [];
	return [{ type: "mask.setTiles", mask: mask.id, tiles: changes }];
}

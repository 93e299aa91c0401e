// Strokes on the active paint layer, in the foreground colour. Where there is none, the stroke adds one.
import { activePaintLayer, type DocumentCommand, nextPaintLayer, type PaintLayer } from "../../document";
import { isSameTile, type PaintOperation, type PaintTile, type PaintTiles, paintTile } from "../../raster";
import { foregroundOf } from "../colour/foreground";
import type { StrokeMode, StrokeSurface } from "../strokeTool";
import type { ToolContext } from "../tool";

export const NO_PAINT_PREVIEW = { paint: null } as const;

export function paintSurface({ document, settings }: ToolContext, mode: StrokeMode): StrokeSurface {
	const active = activePaintLayer(document);
	const layer = active ?? nextPaintLayer(document);
	const operation: PaintOperation =
		mode === "draw" ? { kind: "colour", colour: foregroundOf(settings) } : { kind: "erase" };
	return {
		combine(stroke, keys) {
			const changes: Record<number, PaintTile> = {};
			for (const key of keys) {
				changes[key] = paintTile(document.picture, key, layer.tiles[key] ?? 0, stroke[key] ?? 0, operation);
			}
			return changes;
		},
		preview: (tiles, changed) => ({ paint: { layer: layer.id, tiles, changed } }),
		commands: (tiles) => setPaintTiles(layer, tiles, active === null),
	};
}

/** One step of the history; without a tile that differs there is no command. */
function setPaintTiles(layer: PaintLayer, tiles: PaintTiles, isNew: boolean): readonly DocumentCommand[] {
	const changes: Record<number, PaintTile> = {};
	for (const [name, tile] of Object.entries(tiles)) {
		const key = Number(name);
		if (!isSameTile(tile, layer.tiles[key] ?? 0)) changes[key] = tile;
	}
	if (Object.keys(changes).length === 0) return [];
	if (isNew) return [{ type: "paint.add", paint: { ...layer, tiles: changes } }];
	return [{ type: "paint.setTiles", paint: layer.id, tiles: changes }];
}

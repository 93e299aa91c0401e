// Merges a paint layer into the one below: both as they are seen, at full opacity.
import type { DocumentCommand, PaintLayer } from "../../document";
import { mergePaintTile, type PaintTile, type Size } from "../../raster";

/** A hidden layer adds nothing, as nothing of it is seen. */
export function mergePaintDown(upper: PaintLayer, lower: PaintLayer, size: Size): readonly DocumentCommand[] {
	const tiles: Record<number, PaintTile> = {};
	const shown = ({ isVisible, opacity }: PaintLayer) => (isVisible ? opacity : 0);
	for (const name of Object.keys({ ...lower.tiles, ...upper.tiles })) {
		const key = Number(name);
		const above = { tile: upper.tiles[key] ?? 0, opacity: shown(upper) };
		const below = { tile: lower.tiles[key] ?? 0, opacity: shown(lower) };
		tiles[key] = mergePaintTile(size, key, above, below);
	}
	return [
		{ type: "paint.setTiles", paint: lower.id, tiles },
		{ type: "paint.set", paint: lower.id, changes: { opacity: 1, isVisible: true } },
		{ type: "paint.remove", paint: upper.id },
		{ type: "paint.select", paint: lower.id },
	];
}

// The commands that change paint layers. `applyPaintCommand` writes only into an immer draft.
import type { PaintTiles } from "../raster";
import type { DocumentDraft, Mutable } from "./draft";
import { moveById, removeById } from "./layerList";
import type { PaintLayer } from "./paintLayer";

export type PaintProperties = Pick<PaintLayer, "name" | "opacity" | "isVisible" | "isLocked">;

export type PaintCommand =
	/** Adds a layer on top and makes it the active one. */
	| { readonly type: "paint.add"; readonly paint: PaintLayer }
	| { readonly type: "paint.remove"; readonly paint: string }
	| { readonly type: "paint.set"; readonly paint: string; readonly changes: Partial<PaintProperties> }
	/** Moves it to an index, counted from 0 at the bottom. */
	| { readonly type: "paint.move"; readonly paint: string; readonly to: number }
	| { readonly type: "paint.select"; readonly paint: string }
	/** Replaces tiles; the value 0 removes a tile. */
	| { readonly type: "paint.setTiles"; readonly paint: string; readonly tiles: PaintTiles };

export function applyPaintCommand(draft: DocumentDraft, command: PaintCommand): void {
	const { paints } = draft;
	switch (command.type) {
		case "paint.add":
			if (paints.some(({ id }) => id === command.paint.id)) return;
			paints.push(command.paint as Mutable<PaintLayer>);
			draft.activePaint = command.paint.id;
			return;
		case "paint.remove":
			removeById(paints, command.paint);
			if (draft.activePaint === command.paint) draft.activePaint = paints.at(-1)?.id ?? null;
			return;
		case "paint.move":
			moveById(paints, command.paint, command.to);
			return;
		case "paint.select":
			if (paints.some(({ id }) => id === command.paint)) draft.activePaint = command.paint;
			return;
		case "paint.set": {
			const layer = paints.find(({ id }) => id === command.paint);
			if (layer !== undefined) setProperties(layer, command.changes);
			return;
		}
		case "paint.setTiles": {
			const layer = paints.find(({ id }) => id === command.paint);
			if (layer === undefined) return;
			for (const [name, tile] of Object.entries(command.tiles)) {
				const key = Number(name);
				if (tile === 0) delete layer.tiles[key];
				else if (layer.tiles[key] !== tile) layer.tiles[key] = tile;
			}
		}
	}
}

/** Sets only values that differ, so that a command without effect makes no history entry. */
function setProperties(layer: Mutable<PaintLayer>, changes: Partial<PaintProperties>): void {
	const { name, opacity, isVisible, isLocked } = { ...layer, ...changes };
	if (layer.name !== name) layer.name = name;
	if (layer.opacity !== opacity) layer.opacity = opacity;
	if (layer.isVisible !== isVisible) layer.isVisible = isVisible;
	if (layer.isLocked !== isLocked) layer.isLocked = isLocked;
}

// Everything that can change a document, as data. `applyCommand` writes into an immer draft and nowhere else.
import type { Tiles } from "../raster";
import type { DocumentTree, MaskLayer, ResultLayer } from "./document";

export type DocumentCommand =
	/** Replaces some tiles of a mask; a tile of 0 removes it. */
	| { readonly type: "mask.setTiles"; readonly mask: string; readonly tiles: Tiles }
	| { readonly type: "mask.add"; readonly mask: MaskLayer }
	| { readonly type: "mask.remove"; readonly mask: string }
	| { readonly type: "mask.setVisible"; readonly mask: string; readonly isVisible: boolean }
	| { readonly type: "result.add"; readonly result: ResultLayer }
	| { readonly type: "result.setVisible"; readonly result: string; readonly isVisible: boolean };

type Mutable<T> = T extends Uint8Array ? T : T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;

export type DocumentDraft = Mutable<DocumentTree>;

export function applyCommand(draft: DocumentDraft, command: DocumentCommand): void {
	switch (command.type) {
		case "mask.setTiles": {
			const tiles = draft.masks.find((mask) => mask.id === command.mask)?.coverage.tiles;
			if (tiles === undefined) return;
			for (const [name, tile] of Object.entries(command.tiles)) {
				const key = Number(name);
				if (tile === 0) delete tiles[key];
				else if (tiles[key] !== tile) tiles[key] = tile;
			}
			return;
		}
		case "mask.add":
			draft.masks.push(command.mask as Mutable<MaskLayer>);
			return;
		case "mask.remove": {
			const index = draft.masks.findIndex((mask) => mask.id === command.mask);
			// A document always has a mask to paint on.
			if (index >= 0 && draft.masks.length > 1) draft.masks.splice(index, 1);
			return;
		}
		case "mask.setVisible": {
			const mask = draft.masks.find((candidate) => candidate.id === command.mask);
			if (mask !== undefined) mask.isVisible = command.isVisible;
			return;
		}
		case "result.add":
			draft.results = draft.results.filter((result) => result.id !== command.result.id);
			draft.results.push(command.result);
			return;
		case "result.setVisible": {
			const result = draft.results.find((candidate) => candidate.id === command.result);
			if (result !== undefined) result.isVisible = command.isVisible;
			return;
		}
	}
}

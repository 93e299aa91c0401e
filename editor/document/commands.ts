// Everything that can change a document, as data, and the document after it.
import { coverageUnder, moveRect, type Rect, runToEnd, type Tiles, withTiles } from "../raster";
import {
	type DocumentTree,
	editMasks,
	importedRect,
	type MaskLayer,
	type ReferenceLayer,
	type ResultLayer,
} from "./document";
import type { PasteWishes } from "./edit";

export type MaskLook = Pick<MaskLayer, "name" | "colour" | "pattern" | "opacity" | "isVisible" | "isLocked" | "note">;
export type ReferenceLook = Pick<ReferenceLayer, "name" | "place" | "opacity" | "isVisible">;

export type DocumentCommand =
	/** Replaces some tiles of a mask; a tile of 0 removes it. */
	| { readonly type: "mask.setTiles"; readonly mask: string; readonly tiles: Tiles }
	/** On top of its kind, and the one that tools paint on from now. */
	| { readonly type: "mask.add"; readonly mask: MaskLayer }
	| { readonly type: "mask.remove"; readonly mask: string }
	| { readonly type: "mask.set"; readonly mask: string; readonly look: Partial<MaskLook> }
	/** To this place in the order, 0 at the bottom. */
	| { readonly type: "mask.move"; readonly mask: string; readonly to: number }
	| { readonly type: "mask.select"; readonly mask: string }
	| { readonly type: "reference.add"; readonly reference: ReferenceLayer }
	| { readonly type: "reference.remove"; readonly reference: string }
	| { readonly type: "reference.set"; readonly reference: string; readonly look: Partial<ReferenceLook> }
	| { readonly type: "reference.move"; readonly reference: string; readonly to: number }
	| { readonly type: "picture.rename"; readonly name: string }
	/** The canvas is this from now on, in its pixels before; it never becomes smaller. The frame is dropped. */
	| { readonly type: "canvas.grow"; readonly canvas: Rect }
	| { readonly type: "frame.set"; readonly frame: Rect | null }
	| { readonly type: "result.add"; readonly result: ResultLayer }
	| { readonly type: "result.remove"; readonly result: string }
	/** Candidate or part of the picture. */
	| { readonly type: "result.paste"; readonly result: string; readonly paste: PasteWishes }
	/** It becomes part of the picture: what is edited from now on has it in it. */
	| { readonly type: "result.accept"; readonly result: string }
	/** That one and no other. */
	| { readonly type: "result.show"; readonly result: string }
	| { readonly type: "result.setVisible"; readonly result: string; readonly isVisible: boolean };

export function applyCommand(document: DocumentTree, command: DocumentCommand): DocumentTree {
	const { masks, references, accepted, results } = document;
	switch (command.type) {
		case "mask.setTiles":
			return {
				...document,
				masks: changed(masks, command.mask, ({ coverage }) => ({ coverage: withTiles(coverage, command.tiles) })),
			};
		case "mask.add": {
			// Those of answers stay behind the others, whose places people see and change.
			const at = command.mask.of === undefined ? editMasks(document).length : masks.length;
			return { ...document, masks: inserted(masks, at, command.mask), activeMask: command.mask.id };
		}
		case "mask.remove":
			// A document always has a mask to paint on.
			return editMasks(document).some(({ id }) => id !== command.mask) ? withoutMask(document, command.mask) : document;
		case "mask.set":
			return { ...document, masks: changed(masks, command.mask, () => command.look) };
		case "mask.move":
			return { ...document, masks: moved(masks, command.mask, Math.min(command.to, editMasks(document).length - 1)) };
		case "mask.select":
			return masks.some(({ id }) => id === command.mask) ? { ...document, activeMask: command.mask } : document;
		case "reference.add":
			return { ...document, references: [...references, command.reference] };
		case "reference.remove":
			return { ...document, references: without(references, command.reference) };
		case "reference.set":
			return { ...document, references: changed(references, command.reference, () => command.look) };
		case "reference.move":
			return { ...document, references: moved(references, command.reference, command.to) };
		case "picture.rename":
			return { ...document, picture: { ...document.picture, name: command.name } };
		case "canvas.grow":
			return grown(document, command.canvas);
		case "frame.set":
			return { ...document, frame: command.frame };
		case "result.add": {
			const { result } = command;
			// What is part of the picture already cannot lie over it as well.
			if (accepted.some(({ id }) => id === result.id)) return document;
			const others = without(results, result.id);
			const behind = result.isVisible ? others.map((layer) => ({ ...layer, isVisible: false })) : others;
			return { ...document, results: [...behind, result] };
		}
		case "result.remove": {
			const taken = masks.filter(({ of }) => of === command.result);
			const rest = { ...document, results: without(results, command.result) };
			return taken.reduce<DocumentTree>((left, { id }) => withoutMask(left, id), rest);
		}
		case "result.paste": {
			const pasted = (layers: readonly ResultLayer[]) =>
				changed(layers, command.result, () => ({ paste: command.paste }));
			return { ...document, accepted: pasted(accepted), results: pasted(results) };
		}
		case "result.accept": {
			const result = results.find(({ id }) => id === command.result);
			if (result === undefined) return document;
			return {
				...document,
				results: without(results, command.result),
				accepted: [...accepted, { ...result, isVisible: true }],
				activeMask: isPainted(document, command.result) ? topEditMask(document) : document.activeMask,
			};
		}
		case "result.show": {
			// One does not paint on what is not seen.
			const isHidden = results.some(({ id }) => id !== command.result && isPainted(document, id));
			return {
				...document,
				results: results.map((layer) => ({ ...layer, isVisible: layer.id === command.result })),
				activeMask: isHidden ? topEditMask(document) : document.activeMask,
			};
		}
		case "result.setVisible":
			return { ...document, results: changed(results, command.result, () => ({ isVisible: command.isVisible })) };
	}
}

/** Everything keeps its place in the picture; coordinates count from the new upper left corner. */
function grown(document: DocumentTree, canvas: Rect): DocumentTree {
	const { picture } = document;
	const left = Math.min(0, canvas.left);
	const top = Math.min(0, canvas.top);
	const right = Math.max(picture.width, canvas.right);
	const bottom = Math.max(picture.height, canvas.bottom);
	if (left === 0 && top === 0 && right === picture.width && bottom === picture.height) return document;
	const shifted = (rect: Rect) => moveRect(rect, -left, -top);
	const shiftedLayer = (layer: ResultLayer): ResultLayer => {
		const { x, y } = layer.moved ?? { x: 0, y: 0 };
		return { ...layer, moved: { x: x - left, y: y - top } };
	};
	return {
		...document,
		picture: { ...picture, imported: shifted(importedRect(picture)), width: right - left, height: bottom - top },
		masks: document.masks.map((mask) => ({
			...mask,
			coverage: runToEnd(coverageUnder(mask.coverage, { left, top, right, bottom })),
		})),
		references: document.references.map((reference) => ({ ...reference, place: shifted(reference.place) })),
		accepted: document.accepted.map(shiftedLayer),
		results: document.results.map(shiftedLayer),
		frame: null,
	};
}

function withoutMask(document: DocumentTree, id: string): DocumentTree {
	const rest = { ...document, masks: without(document.masks, id) };
	return document.activeMask === id ? { ...rest, activeMask: topEditMask(rest) } : rest;
}

/** What is taken of this result's answer is being painted. */
function isPainted({ masks, activeMask }: DocumentTree, result: string): boolean {
	return masks.find(({ id }) => id === activeMask)?.of === result;
}

function topEditMask(document: DocumentTree): string {
	return editMasks(document).at(-1)?.id ?? document.activeMask;
}

interface Named {
	readonly id: string;
}

function changed<Layer extends Named>(
	layers: readonly Layer[],
	id: string,
	look: (layer: Layer) => NoInfer<Partial<Layer>>,
): Layer[] {
	return layers.map((layer) => (layer.id === id ? { ...layer, ...look(layer) } : layer));
}

function without<Layer extends Named>(layers: readonly Layer[], id: string): Layer[] {
	return layers.filter((layer) => layer.id !== id);
}

function moved<Layer extends Named>(layers: readonly Layer[], id: string, to: number): readonly Layer[] {
	const layer = layers.find((candidate) => candidate.id === id);
	return layer ? inserted(without(layers, id), Math.max(0, to), layer) : layers;
}

function inserted<Layer>(layers: readonly Layer[], at: number, layer: Layer): Layer[] {
	return [...layers.slice(0, at), layer, ...layers.slice(at)];
}

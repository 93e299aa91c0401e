// Everything that can change a document, as data. `applyCommand` writes into an immer draft and nowhere else.
import { castDraft, original } from "immer";
import { type Coverage, cropCoverage, moveRect, type Rect, runToEnd, type Tiles } from "../raster";
import {
	type DocumentTree,
	editMasks,
	importedRect,
	type MaskLayer,
	type ReferenceLayer,
	type ResultLayer,
} from "./document";
import type { PasteOptions } from "./editRecord";

export type MaskProperties = Pick<
	MaskLayer,
	"name" | "colour" | "pattern" | "opacity" | "isVisible" | "isLocked" | "note"
>;
export type ReferenceProperties = Pick<ReferenceLayer, "name" | "place" | "opacity" | "isVisible">;

export type DocumentCommand =
	/** Replaces some tiles of a mask; a tile of 0 removes it. */
	| { readonly type: "mask.setTiles"; readonly mask: string; readonly tiles: Tiles }
	/** On top of its kind, and the one that tools paint on from now. */
	| { readonly type: "mask.add"; readonly mask: MaskLayer }
	| { readonly type: "mask.remove"; readonly mask: string }
	| { readonly type: "mask.set"; readonly mask: string; readonly look: Partial<MaskProperties> }
	/** To this place in the order, 0 at the bottom. */
	| { readonly type: "mask.move"; readonly mask: string; readonly to: number }
	| { readonly type: "mask.select"; readonly mask: string }
	| { readonly type: "reference.add"; readonly reference: ReferenceLayer }
	| { readonly type: "reference.remove"; readonly reference: string }
	| { readonly type: "reference.set"; readonly reference: string; readonly look: Partial<ReferenceProperties> }
	| { readonly type: "reference.move"; readonly reference: string; readonly to: number }
	| { readonly type: "picture.rename"; readonly name: string }
	/** The canvas is this from now on, in its pixels before; it never becomes smaller. The frame is dropped. */
	| { readonly type: "canvas.grow"; readonly canvas: Rect }
	| { readonly type: "frame.set"; readonly frame: Rect | null }
	| { readonly type: "result.add"; readonly result: ResultLayer }
	| { readonly type: "result.remove"; readonly result: string }
	/** Candidate or part of the picture. */
	| { readonly type: "result.paste"; readonly result: string; readonly paste: PasteOptions }
	/** It becomes part of the picture: what is edited from now on has it in it. */
	| { readonly type: "result.accept"; readonly result: string }
	/** That one and no other. */
	| { readonly type: "result.show"; readonly result: string }
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
			// Those of answers stay behind the others, whose places people see and change.
			draft.masks.splice(
				command.mask.of === undefined ? editMasks(draft).length : draft.masks.length,
				0,
				command.mask as Mutable<MaskLayer>,
			);
			draft.activeMask = command.mask.id;
			return;
		case "mask.remove":
			// A document always has a mask to paint on.
			if (editMasks(draft).some(({ id }) => id !== command.mask)) removeMask(draft, command.mask);
			return;
		case "mask.set":
			assign(draft.masks, command.mask, command.look);
			return;
		case "mask.move":
			moveById(draft.masks, command.mask, Math.min(command.to, editMasks(draft).length - 1));
			return;
		case "mask.select":
			if (draft.masks.some(({ id }) => id === command.mask)) draft.activeMask = command.mask;
			return;
		case "reference.add":
			draft.references.push(command.reference);
			return;
		case "reference.remove":
			removeById(draft.references, command.reference);
			return;
		case "reference.set":
			assign(draft.references, command.reference, command.look);
			return;
		case "reference.move":
			moveById(draft.references, command.reference, command.to);
			return;
		case "picture.rename":
			draft.picture.name = command.name;
			return;
		case "canvas.grow":
			growCanvas(draft, command.canvas);
			return;
		case "frame.set":
			if (isSameRect(draft.frame, command.frame)) return;
			draft.frame = command.frame;
			return;
		case "result.add":
			// What is part of the picture already cannot lie over it as well.
			if (draft.accepted.some(({ id }) => id === command.result.id)) return;
			removeById(draft.results, command.result.id);
			if (command.result.isVisible) for (const { id } of draft.results) assign(draft.results, id, { isVisible: false });
			draft.results.push(castDraft(command.result));
			return;
		case "result.remove":
			removeById(draft.results, command.result);
			for (const { id, of } of [...draft.masks]) if (of === command.result) removeMask(draft, id);
			return;
		case "result.paste":
			for (const layer of [...draft.accepted, ...draft.results]) {
				if (layer.id === command.result) layer.paste = command.paste;
			}
			return;
		case "result.accept": {
			const result = draft.results.find(({ id }) => id === command.result);
			if (result === undefined) return;
			removeById(draft.results, command.result);
			draft.accepted.push({ ...result, isVisible: true });
			if (isPainted(draft, command.result)) chooseEditMask(draft);
			return;
		}
		case "result.show":
			for (const { id } of draft.results) assign(draft.results, id, { isVisible: id === command.result });
			// One does not paint on what is not seen.
			if (draft.results.some(({ id }) => id !== command.result && isPainted(draft, id))) chooseEditMask(draft);
			return;
		case "result.setVisible":
			assign(draft.results, command.result, { isVisible: command.isVisible });
			return;
	}
}

/** Everything keeps its place in the picture; coordinates count from the new upper left corner. */
function growCanvas(draft: DocumentDraft, canvas: Rect): void {
	const { picture } = draft;
	const left = Math.min(0, canvas.left);
	const top = Math.min(0, canvas.top);
	const right = Math.max(picture.width, canvas.right);
	const bottom = Math.max(picture.height, canvas.bottom);
	if (left === 0 && top === 0 && right === picture.width && bottom === picture.height) return;
	const moved = (rect: Rect) => moveRect(rect, -left, -top);
	picture.imported = moved(importedRect(picture));
	picture.width = right - left;
	picture.height = bottom - top;
	for (const mask of draft.masks) {
		const coverage = runToEnd(cropCoverage(original(mask.coverage) ?? mask.coverage, { left, top, right, bottom }));
		mask.coverage = coverage as Mutable<Coverage>;
	}
	for (const reference of draft.references) reference.place = moved(reference.place);
	for (const layer of [...draft.accepted, ...draft.results]) {
		const { x, y } = layer.moved ?? { x: 0, y: 0 };
		layer.moved = { x: x - left, y: y - top };
	}
	draft.frame = null;
}

function removeMask(draft: DocumentDraft, id: string): void {
	removeById(draft.masks, id);
	if (draft.activeMask === id) chooseEditMask(draft);
}

/** What is taken of this result's answer is being painted. */
function isPainted({ masks, activeMask }: DocumentDraft, result: string): boolean {
	return masks.find(({ id }) => id === activeMask)?.of === result;
}

function chooseEditMask(draft: DocumentDraft): void {
	draft.activeMask = editMasks(draft).at(-1)?.id ?? draft.activeMask;
}

interface Named {
	id: string;
}

/** Only what differs, so that setting what is set already is not a step. */
function assign<Layer extends Named>(layers: Layer[], id: string, look: NoInfer<Partial<Layer>>): void {
	const layer = layers.find((candidate) => candidate.id === id);
	if (layer === undefined) return;
	for (const [name, value] of Object.entries(look) as [keyof Layer, Layer[keyof Layer]][]) {
		if (layer[name] !== value) layer[name] = value;
	}
}

function removeById(layers: Named[], id: string): void {
	const index = layers.findIndex((layer) => layer.id === id);
	if (index >= 0) layers.splice(index, 1);
}

function moveById<Layer extends Named>(layers: Layer[], id: string, to: number): void {
	const from = layers.findIndex((layer) => layer.id === id);
	const target = Math.min(layers.length - 1, Math.max(0, to));
	if (from < 0 || from === target) return;
	const [layer] = layers.splice(from, 1);
	if (layer !== undefined) layers.splice(target, 0, layer);
}

function isSameRect(a: Rect | null, b: Rect | null): boolean {
	if (a === null || b === null) return a === b;
	return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}

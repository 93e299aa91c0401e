// The commands that change a document, as data. `applyCommand` writes only into an immer draft.
import { castDraft } from "immer";
import { encloseRects, isSameRect, type Orientation, type Rect, rectOf, type Tiles, UNMOVED } from "../raster";
import { type AdjustmentCommand, applyAdjustmentCommand } from "./adjustmentCommands";
import { adjustmentsAsLayers } from "./adjustmentLayer";
import { type AnnotationCommand, applyAnnotationCommand } from "./annotationCommands";
import { orientCanvas, placedReference, setCanvas } from "./canvasCommands";
import { type DocumentTree, editMasks, type MaskLayer, type ResultLayer } from "./document";
import { type DocumentDraft, type Mutable, plainValue } from "./draft";
import type { PasteOptions } from "./editRecord";
import { type Guide, guidePosition, repairGuide } from "./guides";
import { moveById, removeById } from "./layerList";
import { applyPaintCommand, type PaintCommand } from "./paintCommands";
import { isDrawnAlike, partAsLayer } from "./partLayers";
import type { ReferenceLayer } from "./placedPicture";
import { type ReferenceProperties, repairReference, withReferenceProperties } from "./referenceProperties";

export type MaskProperties = Pick<
	MaskLayer,
	"name" | "colour" | "pattern" | "opacity" | "isVisible" | "isLocked" | "note"
>;

export type DocumentCommand =
	| AnnotationCommand
	| AdjustmentCommand
	| PaintCommand
	/** Replaces tiles of a mask; the value 0 removes a tile. */
	| { readonly type: "mask.setTiles"; readonly mask: string; readonly tiles: Tiles }
	/** Adds a mask on top of its kind and makes it the active one. */
	| { readonly type: "mask.add"; readonly mask: MaskLayer }
	| { readonly type: "mask.remove"; readonly mask: string }
	| { readonly type: "mask.set"; readonly mask: string; readonly changes: Partial<MaskProperties> }
	/** Moves a mask to an index, counted from 0 at the bottom. */
	| { readonly type: "mask.move"; readonly mask: string; readonly to: number }
	| { readonly type: "mask.select"; readonly mask: string }
	| { readonly type: "reference.add"; readonly reference: ReferenceLayer }
	| { readonly type: "reference.remove"; readonly reference: string }
	| { readonly type: "reference.set"; readonly reference: string; readonly changes: Partial<ReferenceProperties> }
	| { readonly type: "reference.move"; readonly reference: string; readonly to: number }
	| { readonly type: "picture.rename"; readonly name: string }
	/** Enlarges the canvas to a rectangle in present pixels; it never becomes smaller. Removes the frame. */
	| { readonly type: "canvas.grow"; readonly canvas: Rect }
	/**
	 * Makes a rectangle in present pixels the canvas, which may become smaller. Nothing is lost but the masks outside: the
	 * pictures reach beyond the canvas. Removes the frame.
	 */
	| { readonly type: "canvas.crop"; readonly canvas: Rect }
	/** Turns or mirrors the canvas with everything on it. */
	| { readonly type: "canvas.orient"; readonly orientation: Orientation }
	| { readonly type: "frame.set"; readonly frame: Rect | null }
	| { readonly type: "guide.add"; readonly guide: Guide }
	| { readonly type: "guide.move"; readonly guide: string; readonly at: number }
	| { readonly type: "guide.remove"; readonly guide: string }
	| { readonly type: "result.add"; readonly result: ResultLayer }
	| { readonly type: "result.remove"; readonly result: string }
	/** Changes how a candidate or an accepted result is pasted. */
	| { readonly type: "result.paste"; readonly result: string; readonly paste: PasteOptions }
	/** Makes a candidate part of the picture, which later edits are based on. */
	| { readonly type: "result.accept"; readonly result: string }
	/** Shows this candidate and hides the others. */
	| { readonly type: "result.show"; readonly result: string }
	| { readonly type: "result.setVisible"; readonly result: string; readonly isVisible: boolean };

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
			// Masks of accepted parts come after the edit masks, whose order the user sees and changes.
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
			assign(draft.masks, command.mask, command.changes);
			return;
		case "mask.move":
			moveById(draft.masks, command.mask, Math.min(command.to, editMasks(draft).length - 1));
			return;
		case "mask.select":
			if (draft.masks.some(({ id }) => id === command.mask)) draft.activeMask = command.mask;
			return;
		case "reference.add":
			addReference(draft, command.reference);
			return;
		case "reference.remove":
			removeById(draft.references, command.reference);
			return;
		case "reference.set":
			setReference(draft, command.reference, command.changes);
			return;
		case "reference.move":
			moveById(draft.references, command.reference, command.to);
			return;
		case "paint.add":
		case "paint.remove":
		case "paint.set":
		case "paint.move":
		case "paint.select":
		case "paint.setTiles":
			applyPaintCommand(draft, command);
			return;
		case "annotation.add":
		case "annotation.remove":
		case "annotation.set":
		case "annotation.move":
			applyAnnotationCommand(draft, command);
			return;
		case "adjustment.add":
		case "adjustment.remove":
		case "adjustment.set":
		case "adjustment.move":
			applyAdjustmentCommand(draft, command);
			return;
		case "picture.rename":
			draft.picture.name = command.name;
			return;
		case "canvas.grow":
			setCanvas(draft, encloseRects(rectOf(draft.picture), command.canvas));
			return;
		case "canvas.crop":
			setCanvas(draft, command.canvas);
			return;
		case "canvas.orient":
			orientCanvas(draft, command.orientation);
			return;
		case "frame.set":
			if (draft.frame && command.frame && isSameRect(draft.frame, command.frame)) return;
			draft.frame = command.frame;
			return;
		case "guide.add": {
			const guide = repairGuide(command.guide);
			if (guide !== null && !draft.guides.some(({ id }) => id === guide.id)) draft.guides.push(guide);
			return;
		}
		case "guide.move":
			if (Number.isFinite(command.at)) assign(draft.guides, command.guide, { at: guidePosition(command.at) });
			return;
		case "guide.remove":
			removeById(draft.guides, command.guide);
			return;
		case "result.add":
			// An accepted result is already part of the picture and cannot be a candidate as well.
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
			acceptParts(draft, plainValue<ResultLayer>(result));
			acceptAdjustments(draft, plainValue<ResultLayer>(result));
			draft.accepted.push({ ...result, isVisible: true });
			if (isAcceptedPartActive(draft, command.result)) chooseEditMask(draft);
			return;
		}
		case "result.show":
			for (const { id } of draft.results) assign(draft.results, id, { isVisible: id === command.result });
			// The mask of a hidden result's accepted part must not stay active.
			if (draft.results.some(({ id }) => id !== command.result && isAcceptedPartActive(draft, id)))
				chooseEditMask(draft);
			return;
		case "result.setVisible":
			assign(draft.results, command.result, { isVisible: command.isVisible });
			return;
	}
}

/** Ignores a layer that cannot be placed, or one that the document has. */
function addReference(draft: DocumentDraft, added: ReferenceLayer): void {
	const reference = repairReference(added);
	if (reference === null || draft.references.some(({ id }) => id === reference.id)) return;
	draft.references.push(reference as Mutable<ReferenceLayer>);
}

function setReference(draft: DocumentDraft, id: string, changes: Partial<ReferenceProperties>): void {
	const index = draft.references.findIndex((layer) => layer.id === id);
	const layer = draft.references[index];
	if (layer === undefined) return;
	const before = plainValue<ReferenceLayer>(layer);
	const after = withReferenceProperties(before, changes);
	if (after !== before) draft.references[index] = after as Mutable<ReferenceLayer>;
}

/** The placed pictures under an answer become layers of the picture; those that were changed since stay on the canvas, too. */
function acceptParts(draft: DocumentDraft, result: ResultLayer): void {
	const { edit, moved = UNMOVED, id: of } = result;
	for (const part of edit?.parts ?? []) {
		const layer = partAsLayer(part, edit?.plan.picture ?? draft.picture, result.moved);
		draft.accepted.push(castDraft({ ...layer, id: `${layer.id} ${of}` }));
		const placed = draft.references.find(({ id }) => id === part.id);
		if (placed && isDrawnAlike(plainValue<ReferenceLayer>(placed), placedReference(part, moved)))
			removeById(draft.references, part.id);
	}
}

/**
 * The visible adjustments become layers under an answer that was made from the adjusted picture, as they are now: keeping the
 * answer changes no pixel that is shown.
 */
function acceptAdjustments(draft: DocumentDraft, { edit, id: of }: ResultLayer): void {
	if (edit?.adjusted === undefined) return;
	for (const layer of adjustmentsAsLayers(plainValue(draft) as DocumentTree)) {
		draft.accepted.push(castDraft({ ...layer, id: `${layer.id} ${of}` }));
	}
	const hidden = (draft.adjustments ?? []).filter(({ isVisible }) => !isVisible);
	if (hidden.length > 0) draft.adjustments = hidden;
	else delete draft.adjustments;
}

function removeMask(draft: DocumentDraft, id: string): void {
	removeById(draft.masks, id);
	if (draft.activeMask === id) chooseEditMask(draft);
}

/** True if the active mask is the accepted part of this result. */
function isAcceptedPartActive({ masks, activeMask }: DocumentDraft, result: string): boolean {
	return masks.find(({ id }) => id === activeMask)?.of === result;
}

function chooseEditMask(draft: DocumentDraft): void {
	draft.activeMask = editMasks(draft).at(-1)?.id ?? draft.activeMask;
}

/** Assigns only values that differ, so that a command without effect makes no history entry. */
function assign<Layer extends { id: string }>(layers: Layer[], id: string, changes: NoInfer<Partial<Layer>>): void {
	const layer = layers.find((candidate) => candidate.id === id);
	if (layer === undefined) return;
	for (const [name, value] of Object.entries(changes) as [keyof Layer, Layer[keyof Layer]][]) {
		if (layer[name] !== value) layer[name] = value;
	}
}

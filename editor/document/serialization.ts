// Converts a document and its history to plain data and back. Reading validates its input, because a store may hold
// damaged or older data.
import type { Patch } from "immer";
import { type Coverage, type Size, sizeOf, TILE_AREA, type Tile, tileColumns, tileCount } from "../raster";
import { repairAdjustment } from "./adjustmentLayer";
import { repairAnnotation } from "./annotation";
import {
	createMask,
	type DocumentTree,
	editMasks,
	FIRST_MASK,
	MASK_COLOUR,
	MASK_OPACITY,
	MASK_PATTERNS,
	type MaskLayer,
	type MaskPattern,
	type ResultLayer,
} from "./document";
import { repairGuide } from "./guides";
import { createHistory, type History, type HistoryEntry, trimToBudget } from "./history";
import { restorePaint, serializePaint } from "./paintLayer";
import { repairReference } from "./referenceProperties";
import type { SavedDocument, SavedMask, SavedResult, SavedStep, SavedTile } from "./savedDocument";

/** Increased when the patches of older documents no longer fit the tree; their history is then discarded. */
const TREE_VERSION = 1;

export function serializeDocument({ document, past, future }: History): SavedDocument {
	const { id, picture, references, annotations, paints, activePaint, activeMask, frame, guides } = document;
	const { adjustments = [] } = document;
	return {
		version: 1,
		id,
		name: picture.name,
		width: picture.width,
		height: picture.height,
		base: picture.image,
		...(picture.imported ? { imported: picture.imported } : {}),
		...(picture.orientation ? { orientation: picture.orientation } : {}),
		masks: document.masks.map(serializeMask),
		results: document.results.map(serializeResult),
		accepted: document.accepted.map(serializeResult),
		references,
		...(annotations.length > 0 ? { annotations } : {}),
		...(paints.length > 0 ? { paints: paints.map((paint) => serializePaint(paint, picture)), activePaint } : {}),
		activeMask,
		frame,
		...(guides.length > 0 ? { guides } : {}),
		...(adjustments.length > 0 ? { adjustments } : {}),
		history: { tree: TREE_VERSION, past, future },
	};
}

function serializeResult({ isVisible, ...rest }: ResultLayer): SavedResult {
	return { ...rest, visible: isVisible };
}

function restoreResult({ visible, ...rest }: SavedResult): ResultLayer {
	return { ...rest, isVisible: visible };
}

function serializeMask(mask: MaskLayer): SavedMask {
	const { beyond } = mask;
	return {
		id: mask.id,
		name: mask.name,
		colour: mask.colour,
		visible: mask.isVisible,
		pattern: mask.pattern,
		opacity: mask.opacity,
		locked: mask.isLocked,
		...(mask.of === undefined ? {} : { of: mask.of }),
		...(mask.note === undefined ? {} : { note: mask.note }),
		tiles: serializeTiles(mask.coverage),
		...(beyond && {
			beyond: { place: beyond.place, tiles: serializeTiles(beyond.coverage) },
		}),
	};
}

export function serializeTiles(coverage: Coverage): readonly SavedTile[] {
	const columns = tileColumns(coverage);
	return Object.entries(coverage.tiles).map(([name, tile]) => {
		const key = Number(name);
		return { x: key % columns, y: Math.floor(key / columns), coverage: tile };
	});
}

export function restoreTiles({ width, height }: Size, saved: readonly SavedTile[]): Coverage {
	const size = { width, height };
	const columns = tileColumns(size);
	const tiles: Record<number, Tile> = {};
	for (const { x, y, coverage } of saved) {
		const key = y * columns + x;
		const isInside = Number.isInteger(key) && x >= 0 && x < columns && key >= 0 && key < tileCount(size);
		const isTile = typeof coverage === "number" ? coverage > 0 && coverage <= 255 : coverage.length === TILE_AREA;
		if (isInside && isTile) tiles[key] = coverage;
	}
	return { ...size, tiles };
}

export function restoreHistory(saved: SavedDocument, budget?: number): History {
	const history = createHistory(restoreDocument(saved), budget);
	const { tree, past = [], future = [] } = saved.history ?? {};
	if (tree !== TREE_VERSION || ![...past, ...future].every(isValidStep)) return history;
	return trimToBudget({ ...history, past: past.map(asEntry), future: future.map(asEntry) });
}

function isValidStep(step: SavedStep): boolean {
	const arePatches = (patches: unknown) =>
		Array.isArray(patches) && patches.every(({ path, op }: Patch) => Array.isArray(path) && typeof op === "string");
	return arePatches(step.patches) && arePatches(step.inverse) && step.undoBytes >= 0 && step.redoBytes >= 0;
}

/** Returns the same object, so that a store recognises it as already written. */
function asEntry(step: SavedStep): HistoryEntry {
	return step as HistoryEntry;
}

export function restoreDocument(saved: SavedDocument): DocumentTree {
	const { name, width, height, imported, orientation } = saved;
	const picture = {
		...{ image: saved.base, name, width, height },
		...(imported ? { imported } : {}),
		...(orientation ? { orientation } : {}),
	};
	const restored = saved.masks.map((mask) => restoreMask(mask, picture));
	const masks = editMasks({ masks: restored }).length > 0 ? restored : [createMask(FIRST_MASK, picture), ...restored];
	const adjustments = (saved.adjustments ?? []).map(repairAdjustment).filter((layer) => layer !== null);
	return {
		id: saved.id,
		picture,
		accepted: (saved.accepted ?? []).map(restoreResult),
		references: (saved.references ?? []).map(repairReference).filter((layer) => layer !== null),
		annotations: (saved.annotations ?? []).map(repairAnnotation).filter((annotation) => annotation !== null),
		paints: (saved.paints ?? []).map((paint) => restorePaint(paint, picture)),
		activePaint: saved.activePaint ?? saved.paints?.at(-1)?.id ?? null,
		masks,
		activeMask: saved.activeMask ?? editMasks({ masks }).at(-1)?.id ?? FIRST_MASK,
		results: saved.results.map(restoreResult),
		frame: saved.frame ?? null,
		guides: (saved.guides ?? []).map(repairGuide).filter((guide) => guide !== null),
		...(adjustments.length > 0 ? { adjustments } : {}),
	};
}

function restoreMask(saved: SavedMask, size: { width: number; height: number }): MaskLayer {
	const coverage = restoreTiles(size, saved.tiles);
	const { beyond } = saved;
	const isPattern = (value: unknown): value is MaskPattern => MASK_PATTERNS.some((pattern) => pattern === value);
	const { opacity = MASK_OPACITY } = saved;
	return {
		id: saved.id,
		name: saved.name,
		colour: /^#[0-9a-f]{6}$/i.test(saved.colour) ? saved.colour : MASK_COLOUR,
		pattern: isPattern(saved.pattern) ? saved.pattern : "solid",
		opacity: opacity >= 0 && opacity <= 1 ? opacity : MASK_OPACITY,
		isVisible: saved.visible,
		isLocked: saved.locked === true,
		coverage,
		...(typeof saved.of === "string" ? { of: saved.of } : {}),
		...(beyond && { beyond: { place: beyond.place, coverage: restoreTiles(sizeOf(beyond.place), beyond.tiles) } }),
		...(typeof saved.note === "string" ? { note: saved.note } : {}),
	};
}

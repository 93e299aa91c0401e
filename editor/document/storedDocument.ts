// A document as plain data to store, and back. Reading checks what it is given: a store may hold anything.
import type { Patch } from "immer";
import { type Coverage, type Rect, TILE_AREA, type Tile, tileColumns, tileCount } from "../raster";
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
	type ReferenceLayer,
	type ResultLayer,
} from "./document";
import type { EditRecord, PasteOptions } from "./editRecord";
import { createHistory, type History, type HistoryEntry, trimToBudget } from "./history";

/** Raised when patches of older documents would no longer fit the tree; their history is then left behind. */
const TREE_VERSION = 1;

/** Shaped like SavedDocument of the editor's door, which this room cannot see. What is absent came with a later version. */
export interface StoredDocument {
	readonly version: 1;
	readonly id: string;
	readonly name: string;
	readonly width: number;
	readonly height: number;
	readonly base: string;
	/** Where the imported picture lies on the canvas; absent: it is the whole. */
	readonly imported?: Rect;
	readonly masks: readonly StoredMask[];
	readonly results: readonly StoredResult[];
	readonly accepted?: readonly StoredResult[];
	readonly references?: readonly ReferenceLayer[];
	readonly activeMask?: string;
	readonly frame?: Rect | null;
	readonly history?: StoredHistory;
}

export interface StoredResult {
	readonly id: string;
	readonly image: string;
	readonly visible: boolean;
	readonly edit?: EditRecord;
	readonly paste?: PasteOptions;
	readonly moved?: { readonly x: number; readonly y: number };
}

export interface StoredMask {
	readonly id: string;
	readonly name: string;
	readonly colour: string;
	readonly visible: boolean;
	readonly pattern?: string;
	readonly opacity?: number;
	readonly locked?: boolean;
	readonly of?: string;
	readonly note?: string;
	readonly tiles: readonly { readonly x: number; readonly y: number; readonly coverage: Tile }[];
}

/** Steps and tiles are the very objects that the history holds: whoever stores them can tell by identity what is new. */
export interface StoredHistory {
	readonly tree: number;
	readonly past: readonly StoredStep[];
	readonly future: readonly StoredStep[];
}

export interface StoredStep {
	readonly patches: readonly StoredPatch[];
	readonly inverse: readonly StoredPatch[];
	readonly undoBytes: number;
	readonly redoBytes: number;
}

export interface StoredPatch {
	readonly op: "add" | "replace" | "remove";
	readonly path: readonly (string | number)[];
	readonly value?: unknown;
}

export function storeDocument({ document, past, future }: History): StoredDocument {
	const { id, picture, references, activeMask, frame } = document;
	return {
		version: 1,
		id,
		name: picture.name,
		width: picture.width,
		height: picture.height,
		base: picture.image,
		...(picture.imported ? { imported: picture.imported } : {}),
		masks: document.masks.map(storeMask),
		results: document.results.map(storeResult),
		accepted: document.accepted.map(storeResult),
		references,
		activeMask,
		frame,
		history: { tree: TREE_VERSION, past, future },
	};
}

/** As the editor's door names it. */
export function storeResult({ isVisible, ...rest }: ResultLayer): StoredResult {
	return { ...rest, visible: isVisible };
}

function restoreResult({ visible, ...rest }: StoredResult): ResultLayer {
	return { ...rest, isVisible: visible };
}

function storeMask(mask: MaskLayer): StoredMask {
	const columns = tileColumns(mask.coverage);
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
		tiles: Object.entries(mask.coverage.tiles).map(([name, coverage]) => {
			const key = Number(name);
			return { x: key % columns, y: Math.floor(key / columns), coverage };
		}),
	};
}

export function restoreHistory(stored: StoredDocument, budget?: number): History {
	const history = createHistory(restoreDocument(stored), budget);
	const { tree, past = [], future = [] } = stored.history ?? {};
	if (tree !== TREE_VERSION || ![...past, ...future].every(isStep)) return history;
	return trimToBudget({ ...history, past: past.map(asEntry), future: future.map(asEntry) });
}

function isStep(step: StoredStep): boolean {
	const arePatches = (patches: unknown) =>
		Array.isArray(patches) && patches.every(({ path, op }: Patch) => Array.isArray(path) && typeof op === "string");
	return arePatches(step.patches) && arePatches(step.inverse) && step.undoBytes >= 0 && step.redoBytes >= 0;
}

/** The same object: it is stored already. */
function asEntry(step: StoredStep): HistoryEntry {
	return step as HistoryEntry;
}

export function restoreDocument(stored: StoredDocument): DocumentTree {
	const { name, width, height, imported } = stored;
	const picture = { image: stored.base, name, width, height, ...(imported ? { imported } : {}) };
	const restored = stored.masks.map((mask) => restoreMask(mask, picture));
	const masks = editMasks({ masks: restored }).length > 0 ? restored : [createMask(FIRST_MASK, picture), ...restored];
	return {
		id: stored.id,
		picture,
		accepted: (stored.accepted ?? []).map(restoreResult),
		references: stored.references ?? [],
		masks,
		activeMask: stored.activeMask ?? editMasks({ masks }).at(-1)?.id ?? FIRST_MASK,
		results: stored.results.map(restoreResult),
		frame: stored.frame ?? null,
	};
}

function restoreMask(stored: StoredMask, size: { width: number; height: number }): MaskLayer {
	const columns = tileColumns(size);
	const tiles: Record<number, Tile> = {};
	for (const { x, y, coverage } of stored.tiles) {
		const key = y * columns + x;
		const isInside = Number.isInteger(key) && x >= 0 && x < columns && key >= 0 && key < tileCount(size);
		const isTile = typeof coverage === "number" ? coverage > 0 && coverage <= 255 : coverage.length === TILE_AREA;
		if (isInside && isTile) tiles[key] = coverage;
	}
	const coverage: Coverage = { width: size.width, height: size.height, tiles };
	const isPattern = (value: unknown): value is MaskPattern => MASK_PATTERNS.some((pattern) => pattern === value);
	const { opacity = MASK_OPACITY } = stored;
	return {
		id: stored.id,
		name: stored.name,
		colour: /^#[0-9a-f]{6}$/i.test(stored.colour) ? stored.colour : MASK_COLOUR,
		pattern: isPattern(stored.pattern) ? stored.pattern : "solid",
		opacity: opacity >= 0 && opacity <= 1 ? opacity : MASK_OPACITY,
		isVisible: stored.visible,
		isLocked: stored.locked === true,
		coverage,
		...(typeof stored.of === "string" ? { of: stored.of } : {}),
		...(typeof stored.note === "string" ? { note: stored.note } : {}),
	};
}

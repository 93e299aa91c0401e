// Undo and redo: one entry per gesture. An entry consists of immer's patches in both directions. Tiles in them are
// references, so an entry costs the bytes of the tiles that only it keeps alive. The oldest entries are dropped when the
// byte budget is exceeded.
import { applyPatches, enablePatches, type Patch, produce, produceWithPatches } from "immer";
import { applyCommand, type DocumentCommand } from "./commands";
import type { DocumentTree } from "./document";
import type { DocumentDraft } from "./draft";

enablePatches();

export const HISTORY_BUDGET = 256 * 1024 * 1024;

/** The estimated bytes of a patch without its tiles. */
const PATCH_OVERHEAD = 200;

export interface HistoryEntry {
	readonly patches: readonly Patch[];
	readonly inverse: readonly Patch[];
	/** The bytes that the entry keeps alive while it can be undone and while it can be redone. */
	readonly undoBytes: number;
	readonly redoBytes: number;
	/** Consecutive entries with the same key are merged, such as those of a slider that is being dragged. */
	readonly merge?: string;
}

export interface History {
	readonly document: DocumentTree;
	/** The last entry is undone first. */
	readonly past: readonly HistoryEntry[];
	/** The last entry is redone first. */
	readonly future: readonly HistoryEntry[];
	readonly budget: number;
}

export function createHistory(document: DocumentTree, budget = HISTORY_BUDGET): History {
	return { document, past: [], future: [], budget };
}

/** Applies the commands of a gesture as one entry. Returns the same history if they change nothing. */
export function commit(history: History, commands: readonly DocumentCommand[], merge?: string): History {
	const [document, patches, inverse] = produceWithPatches(history.document, (draft: DocumentDraft) => {
		for (const command of commands) applyCommand(draft, command);
	});
	if (patches.length === 0) return history;
	const entry = {
		patches,
		inverse,
		undoBytes: patchBytes(inverse, collectTiles(patches)),
		redoBytes: patchBytes(patches, collectTiles(inverse)),
		...(merge === undefined ? {} : { merge }),
	};
	const before = history.past.at(-1);
	const past =
		merge !== undefined && before?.merge === merge
			? [...history.past.slice(0, -1), mergeEntries(before, entry)]
			: [...history.past, entry];
	return trimToBudget({ ...history, document: document as DocumentTree, past, future: [] });
}

function mergeEntries(before: HistoryEntry, after: HistoryEntry): HistoryEntry {
	return {
		...after,
		patches: [...before.patches, ...after.patches],
		inverse: [...after.inverse, ...before.inverse],
		undoBytes: before.undoBytes + after.undoBytes,
		redoBytes: before.redoBytes + after.redoBytes,
	};
}

/** Changes the document without a history entry, for changes that undo must not revert, such as selecting a mask. */
export function amend(history: History, commands: readonly DocumentCommand[]): History {
	const document = produce(history.document, (draft: DocumentDraft) => {
		for (const command of commands) applyCommand(draft, command);
	});
	return document === history.document ? history : { ...history, document };
}

export function undo(history: History): History {
	const entry = history.past.at(-1);
	if (entry === undefined) return history;
	return trimToBudget({
		...history,
		document: applyPatches(history.document, entry.inverse as Patch[]),
		past: history.past.slice(0, -1),
		future: [...history.future, entry],
	});
}

export function redo(history: History): History {
	const entry = history.future.at(-1);
	if (entry === undefined) return history;
	return trimToBudget({
		...history,
		document: applyPatches(history.document, entry.patches as Patch[]),
		past: [...history.past, entry],
		future: history.future.slice(0, -1),
	});
}

export function historyBytes(history: Pick<History, "past" | "future">): number {
	let bytes = 0;
	for (const entry of history.past) bytes += entry.undoBytes;
	for (const entry of history.future) bytes += entry.redoBytes;
	return bytes;
}

/** Drops the oldest entries that exceed the budget. */
export function trimToBudget(history: History): History {
	let past = history.past;
	let bytes = historyBytes(history);
	// The last gesture can always be undone, whatever it costs.
	while (bytes > history.budget && past.length > 1) {
		bytes -= past[0]?.undoBytes ?? 0;
		past = past.slice(1);
	}
	return past === history.past ? history : { ...history, past };
}

/** Tiles in `moved` occur on both sides of a step, for example when layers are reordered; the step does not own them. */
function patchBytes(patches: readonly Patch[], moved: ReadonlySet<unknown>): number {
	let bytes = 0;
	for (const { value } of patches) bytes += PATCH_OVERHEAD + valueBytes(value, moved);
	return bytes;
}

function valueBytes(value: unknown, moved: ReadonlySet<unknown>): number {
	if (value instanceof Uint8Array) return moved.has(value) ? 0 : value.byteLength;
	if (typeof value !== "object" || value === null) return 8;
	return Object.values(value).reduce<number>((bytes, part) => bytes + valueBytes(part, moved), 16);
}

function collectTiles(value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
	if (value instanceof Uint8Array) found.add(value);
	else if (typeof value === "object" && value !== null)
		for (const part of Object.values(value)) collectTiles(part, found);
	return found;
}

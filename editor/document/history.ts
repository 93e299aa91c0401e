// Undo and redo: one gesture, one entry. An entry is immer's patches in both directions; tiles in them are references,
// so an entry costs the bytes of the tiles that it alone keeps alive. Oldest entries leave when the budget is exceeded.
import { applyPatches, enablePatches, type Patch, produce, produceWithPatches } from "immer";
import { applyCommand, type DocumentCommand, type DocumentDraft } from "./commands";
import type { DocumentTree } from "./document";

enablePatches();

export const HISTORY_BUDGET = 256 * 1024 * 1024;

/** What a patch costs beside its tiles: path, operation, the objects around them. */
const PATCH_OVERHEAD = 200;

export interface HistoryEntry {
	readonly patches: readonly Patch[];
	readonly inverse: readonly Patch[];
	/** Bytes kept alive while this can be undone, and while it can be redone. */
	readonly undoBytes: number;
	readonly redoBytes: number;
	/** Steps with the same one, directly after one another, are one gesture: a slider being dragged. */
	readonly merge?: string;
}

export interface History {
	readonly document: DocumentTree;
	/** The last is undone first. */
	readonly past: readonly HistoryEntry[];
	/** The last is redone first. */
	readonly future: readonly HistoryEntry[];
	readonly budget: number;
}

export function createHistory(document: DocumentTree, budget = HISTORY_BUDGET): History {
	return { document, past: [], future: [], budget };
}

/** Applies a gesture's commands as one entry. The same history comes back when they change nothing. */
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

/** Changes the document beside the history: nothing that undo should take back, such as which mask is chosen. */
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

/** Oldest out first. */
export function trimToBudget(history: History): History {
	let past = history.past;
	let bytes = historyBytes(history);
	// The last gesture can always be taken back, whatever it costs.
	while (bytes > history.budget && past.length > 1) {
		bytes -= past[0]?.undoBytes ?? 0;
		past = past.slice(1);
	}
	return past === history.past ? history : { ...history, past };
}

/** What a step only moves about, as when layers change their order, it does not keep alive. */
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

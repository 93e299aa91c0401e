// Undo and redo: one entry per gesture. Results that arrive are entries that undo steps over: what the user did before or after
// is undone, and the candidate stays. An entry consists of immer's patches in both directions. Tiles in them are
// references, so an entry costs the bytes of the tiles that only it keeps alive. The oldest entries are dropped when the
// byte budget is exceeded.
import { applyPatches, enablePatches, type Patch, produce, produceWithPatches } from "immer";
import { isUnmoved, UNMOVED } from "../raster";
import { applyCommand, type DocumentCommand } from "./commands";
import { type DocumentTree, placementSince, type ResultLayer } from "./document";
import type { DocumentDraft } from "./draft";
import { lastStraightened } from "./straighten";

enablePatches();

export const HISTORY_BUDGET = 256 * 1024 * 1024;

/** The estimated bytes of a patch without its tiles. */
const PATCH_OVERHEAD = 200;

export type StepName = DocumentCommand["type"] | "straighten";

export interface HistoryEntry {
	readonly patches: readonly Patch[];
	readonly inverse: readonly Patch[];
	/** The bytes that the entry keeps alive while it can be undone and while it can be redone. */
	readonly undoBytes: number;
	readonly redoBytes: number;
	/** Consecutive entries with the same key are merged, such as those of a slider that is being dragged. */
	readonly merge?: string;
	/** Names the step for the user. */
	readonly name?: StepName;
	/** The id of a result that has arrived: undo and redo step over it. */
	readonly arrived?: string;
	/** The last result that had arrived when the step was taken. */
	readonly after?: string;
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
	const made = createEntry(history.document, commands);
	if (made === null) return history;
	const entry = { ...made.entry, ...(merge === undefined ? {} : { merge }), ...afterLast(history.past) };
	const before = history.past.at(-1);
	const past =
		merge !== undefined && before?.merge === merge
			? [...history.past.slice(0, -1), mergeEntries(before, entry)]
			: [...history.past, entry];
	return trimToBudget({ ...history, document: made.document, past, future: [] });
}

/** Applies commands in place of the last entry, which is taken back first. */
export function commitInstead(history: History, commands: readonly DocumentCommand[]): History {
	const last = history.past.at(-1);
	if (last === undefined) return commit(history, commands);
	const document = applyPatches(history.document, last.inverse as Patch[]);
	return commit({ ...history, document, past: history.past.slice(0, -1), future: [] }, commands);
}

/** Adds a result that has arrived. It is no step of the user's: what was undone can still be redone. */
export function addArrival(history: History, result: ResultLayer): History {
	const made = createArrival(history, result);
	if (made === null) return history;
	return trimToBudget({ ...history, document: made.document, past: [...history.past, made.entry] });
}

interface MadeEntry {
	readonly document: DocumentTree;
	readonly entry: HistoryEntry;
}

/** null: the commands change nothing. */
function createEntry(before: DocumentTree, commands: readonly DocumentCommand[]): MadeEntry | null {
	const [document, patches, inverse] = produceWithPatches(before, (draft: DocumentDraft) => {
		for (const command of commands) applyCommand(draft, command);
	});
	if (patches.length === 0) return null;
	const name = nameOfStep(commands);
	const entry = {
		patches,
		inverse,
		undoBytes: patchBytes(inverse, collectTiles(patches)),
		redoBytes: patchBytes(patches, collectTiles(inverse)),
		...(name === undefined ? {} : { name }),
	};
	return { document: document as DocumentTree, entry };
}

function createArrival({ document, past }: Pick<History, "document" | "past">, result: ResultLayer): MadeEntry | null {
	const made = createEntry(document, [{ type: "result.add", result }]);
	return made && { ...made, entry: { ...made.entry, arrived: result.id, ...afterLast(past) } };
}

function afterLast(past: readonly HistoryEntry[]): Pick<HistoryEntry, "after"> {
	const after = past.filter(({ arrived }) => arrived !== undefined).at(-1)?.arrived;
	return after === undefined ? {} : { after };
}

/** Of several commands, such as keeping a result and clearing the mask, the one that a user would name. */
function nameOfStep(commands: readonly DocumentCommand[]): StepName | undefined {
	const types = commands.map(({ type }) => type);
	const isStraightening = commands.some((one) => one.type === "result.add" && one.result.straightened !== undefined);
	if (isStraightening) return "straighten";
	return (
		NAMING.find((type) => types.includes(type)) ??
		types.find((type) => type !== "mask.select" && type !== "paint.select")
	);
}
const NAMING: readonly DocumentCommand["type"][] = ["result.accept", "canvas.crop", "canvas.orient", "canvas.grow"];

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

export const canUndo = ({ past }: History): boolean => past.some(({ arrived }) => arrived === undefined);

export function undo(history: History): History {
	const { steps, arrivals } = splitArrivals(history.past);
	const entry = steps.at(-1);
	if (entry === undefined) return history;
	const before = applyPatches(withoutArrivals(history.document, arrivals), entry.inverse as Patch[]);
	const again = addAgain({ document: before, past: steps.slice(0, -1) }, history.document, arrivals);
	const isFitting = again.past.length === steps.length - 1 + arrivals.length;
	// A result that does not fit the picture from before, which was straightened since, goes by a step of its own.
	const undone = isFitting ? entry : (arrivals.at(-1) as HistoryEntry);
	return trimToBudget({
		...history,
		document: isFitting ? again.document : applyPatches(history.document, undone.inverse as Patch[]),
		past: isFitting ? again.past : history.past.slice(0, -1),
		future: [...history.future, undone],
	});
}

export function redo(history: History): History {
	const entry = history.future.at(-1);
	if (entry === undefined) return history;
	const { steps, arrivals } = splitArrivals(history.past);
	// The patches of the step apply to the document with the results that had arrived before it, and without later ones.
	const count = 1 + arrivals.map(({ arrived }) => arrived).lastIndexOf(entry.after);
	const later = arrivals.slice(count);
	const after = applyPatches(withoutArrivals(history.document, later), entry.patches as Patch[]);
	const past = [...steps, ...arrivals.slice(0, count), entry];
	return trimToBudget({
		...history,
		...addAgain({ document: after, past }, history.document, later),
		future: history.future.slice(0, -1),
	});
}

/** The results that have arrived since the last step of the user's. */
function splitArrivals(past: readonly HistoryEntry[]) {
	const count = 1 + past.map(({ arrived }) => arrived).lastIndexOf(undefined);
	return { steps: past.slice(0, count), arrivals: past.slice(count) };
}

const withoutArrivals = (document: DocumentTree, arrivals: readonly HistoryEntry[]): DocumentTree =>
	arrivals.reduceRight((before, { inverse }) => applyPatches(before, inverse as Patch[]), document);

/** Adds the results again as they are in `current`, to another state of the document; those that do not fit are left out. */
function addAgain(
	{ document, past }: Pick<History, "document" | "past">,
	current: DocumentTree,
	arrivals: readonly HistoryEntry[],
): Pick<History, "document" | "past"> {
	let now = { document, past };
	for (const { arrived } of arrivals) {
		const layer = current.results.find(({ id }) => id === arrived);
		if (layer === undefined || (layer.edit && layer.edit.basis !== lastStraightened(now.document))) continue;
		const made = createArrival(now, placeOn(now.document, layer));
		if (made) now = { document: made.document, past: [...now.past, made.entry] };
	}
	return now;
}

/** The layer at its place on the canvas of this document, which may have been cropped or turned. */
function placeOn({ picture }: DocumentTree, layer: ResultLayer): ResultLayer {
	const origin = layer.edit?.origin;
	if (origin === undefined) return layer;
	const { moved: _, ...unmoved } = layer;
	const moved = placementSince(origin, picture);
	const isSame = JSON.stringify(moved) === JSON.stringify(layer.moved ?? UNMOVED);
	// The same object where nothing has changed: its patch is rendered.
	return isSame ? layer : isUnmoved(moved) ? unmoved : { ...unmoved, moved };
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

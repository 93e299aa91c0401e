// The open document with its history. Every change of the document passes through here; `onChange` lets the session react.
import {
	addArrival,
	amend,
	branchDocument,
	commit,
	commitInstead,
	createHistory,
	type DocumentCommand,
	type DocumentTree,
	type History,
	type HistoryEntry,
	type ResultLayer,
	redo,
	serializeDocument,
	undo,
} from "../document";
import { makeId } from "../makeId";
import { hasMask, isEditAreaChosen } from "../state/documentChange";
import type { SavedDocument } from "../types";

export class DocumentState {
	#history: History | null = null;
	#revision = 0;
	#editAreaRevision = 0;
	#hasMask = false;

	/** `isUndone`: the change was undoing a step. */
	constructor(readonly onChange: (before: DocumentTree, after: DocumentTree, isUndone: boolean) => void) {}

	get history(): History | null {
		return this.#history;
	}
	get current(): DocumentTree | null {
		return this.#history?.document ?? null;
	}
	/** Increases with every change, so that a store knows when to save. */
	get revision(): number {
		return this.#revision;
	}
	/** Increases when the user paints or frames the area of the next edit; not by undo, nor with another document. */
	get editAreaRevision(): number {
		return this.#editAreaRevision;
	}
	/** Computed once per change, not during a gesture. */
	get hasMask(): boolean {
		return this.#hasMask;
	}

	/** Replaces the document without calling `onChange`. `isNew`: it is not stored yet. */
	open(history: History, isNew: boolean): void {
		this.#history = history;
		this.#hasMask = hasMask(history.document);
		if (isNew) this.#revision++;
	}

	close(): void {
		this.#history = null;
		this.#hasMask = false;
		this.#revision++;
	}

	/** One history step; consecutive commits with the same `merge` are one step. */
	commit(commands: readonly DocumentCommand[], merge?: string): void {
		if (this.#history === null) return;
		const committed = commit(this.#history, commands, merge);
		if (isEditAreaChosen(this.#history.document, committed.document)) this.#editAreaRevision++;
		this.#set(committed);
	}

	/** One history step in place of the last one. */
	commitInstead(commands: readonly DocumentCommand[]): void {
		if (this.#history !== null) this.#set(commitInstead(this.#history, commands));
	}

	/** Adds a result that has arrived, which undo does not take away. */
	addArrival(result: ResultLayer): void {
		if (this.#history !== null) this.#set(addArrival(this.#history, result));
	}

	/** Changes the document without a history step. */
	amend(commands: readonly DocumentCommand[]): void {
		if (this.#history !== null) this.#set(amend(this.#history, commands));
	}

	/** Returns the step that was undone; null: there was none. */
	undo(): HistoryEntry | null {
		const before = this.#history;
		if (before === null) return null;
		this.#set(undo(before), true);
		return this.#history === before ? null : (this.#history?.future.at(-1) ?? null);
	}

	/** Returns the step that was redone; null: there was none. */
	redo(): HistoryEntry | null {
		const before = this.#history;
		if (before === null) return null;
		this.#set(redo(before));
		return this.#history === before ? null : (before.future.at(-1) ?? null);
	}

	/** The document after that step, without taking it. */
	peek(way: "undo" | "redo"): DocumentTree | null {
		return this.#history && (way === "undo" ? undo : redo)(this.#history).document;
	}

	save(): SavedDocument | null {
		return this.#history && serializeDocument(this.#history);
	}

	/** A new document from the picture after an accepted edit; null: from the imported picture. */
	branch(acceptedId: string | null): SavedDocument | null {
		const document = this.current;
		const steps = 1 + (document?.accepted.findIndex(({ id }) => id === acceptedId) ?? -1);
		if (document === null || (steps === 0 && acceptedId !== null)) return null;
		return serializeDocument(createHistory(branchDocument(document, steps, makeId())));
	}

	#set(history: History, isUndone = false): void {
		const before = this.#history?.document;
		if (history === this.#history || before === undefined) return;
		this.#history = history;
		this.#hasMask = hasMask(history.document);
		this.#revision++;
		this.onChange(before, history.document, isUndone);
	}
}

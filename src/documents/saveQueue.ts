// Writes documents to the library: debounced, one write after another, and retried while writing fails. Until it is written
// a document's latest state is kept here.
import type { SavedDocument } from "../../editor/types";
import type { Library } from "../library/library";

export interface SaveQueuePorts {
	readonly library: Pick<Library<SavedDocument>, "putDocument" | "putMeta">;
	/** Adds the editor's latest state to the queue, if it has changed. Called before every write. */
	readonly capture: () => void;
	/** The id of the open document, which is written as the one to restore. */
	readonly currentId: () => string | null;
	/** A document that is about to be deleted is not written. */
	readonly isRemoved: (id: string) => boolean;
	/** Called after every write, with undefined if it succeeded. */
	readonly onWritten: (problem: unknown) => void;
	readonly delayMs?: number | undefined;
	readonly retryMs?: number | undefined;
}

export interface SaveQueue {
	/** The documents whose latest state is not stored, by id. */
	readonly unsaved: Map<string, SavedDocument>;
	/** True if the last write failed. */
	isFailing(): boolean;
	/** Schedules a write of this document. `isOther`: the id of the open document has changed and must be written too. */
	add(saved: SavedDocument | null, isOther: boolean): void;
	/** The document to restore, as it was read from the library. */
	setMarked(id: string): void;
	/** Captures the latest state and writes it to the disk now. Resolves when it is written, or the write has failed. */
	flush(): Promise<void>;
	/** Resolves when no write is in progress. */
	settled(): Promise<void>;
	stop(): void;
}

export const CURRENT_DOCUMENT_KEY = "currentDocument";
/**
 * Counted from the first change, so that an endless series of gestures is saved as well. Long enough for the frame after the
 * gesture.
 */
const DELAY_MS = 50;
/** After this time without a save the mark is written, which waits for the disk and brings the saves before it there. */
const MARK_DELAY_MS = 2000;
/** The delay after a change while writing fails. */
const FAILING_DELAY_MS = 2000;
/** The interval of retries without a change. */
const RETRY_MS = 30_000;

export function createSaveQueue(ports: SaveQueuePorts): SaveQueue {
	const { library, capture, currentId, isRemoved, onWritten, delayMs = DELAY_MS, retryMs = RETRY_MS } = ports;
	/** Captured at once and written later, so that opening another picture cannot overtake the last strokes. */
	const unsaved = new Map<string, SavedDocument>();
	/** When the id of the open document is to be written: now, with the next save, or after a while without one. */
	let mark: "written" | "later" | "now" = "written";
	/** The id that the stored mark has; undefined: unknown. */
	let markedId: string | null | undefined;
	let isFailing = false;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let marking: ReturnType<typeof setTimeout> | undefined;
	/** Writes are chained: an older state must never be written after a newer one. */
	let writing: Promise<void> = Promise.resolve();

	async function write(isFlush: boolean): Promise<void> {
		const documents = [...unsaved].filter(([id]) => !isRemoved(id));
		const isMarkDue = () => mark === "now" || (isFlush && mark === "later");
		if (documents.length === 0 && !isMarkDue()) return;
		let problem: unknown;
		for (const [id, saved] of documents) {
			try {
				await library.putDocument(id, saved);
				if (unsaved.get(id) === saved) unsaved.delete(id);
				if (mark === "written") mark = "later";
			} catch (error) {
				problem ??= error;
			}
		}
		if (isMarkDue()) {
			const marked = writeMark();
			// It waits for the disk; the next save must not wait for it.
			if (isFlush) problem ??= await marked;
			else void marked.then((error) => error !== undefined && finish(error));
		}
		finish(problem);
	}

	/** Resolves with the error if it fails. */
	async function writeMark(): Promise<unknown> {
		// Another document may be opened while this is written.
		mark = "written";
		const id = currentId();
		try {
			await library.putMeta(CURRENT_DOCUMENT_KEY, id);
			markedId = id;
			return undefined;
		} catch (error) {
			mark = "now";
			return error;
		}
	}

	function finish(problem: unknown): void {
		clearTimeout(retry);
		clearTimeout(marking);
		isFailing = problem !== undefined;
		if (isFailing) retry = setTimeout(() => void flush(), retryMs);
		else if (mark === "later") marking = setTimeout(() => void flush(), MARK_DELAY_MS);
		onWritten(problem);
	}

	function save(isFlush: boolean): Promise<void> {
		capture();
		clearTimeout(timer);
		timer = undefined;
		writing = writing.then(() => write(isFlush));
		return writing;
	}

	const flush = () => save(true);

	return {
		unsaved,
		isFailing: () => isFailing,
		add(saved, isOther) {
			if (isOther && currentId() !== markedId) mark = "now";
			if (saved) unsaved.set(saved.id, saved);
			timer ??= setTimeout(() => void save(false), isFailing ? Math.max(delayMs, FAILING_DELAY_MS) : delayMs);
		},
		setMarked(id) {
			markedId = id;
		},
		flush,
		settled: () => writing,
		stop() {
			clearTimeout(timer);
			clearTimeout(retry);
			clearTimeout(marking);
		},
	};
}

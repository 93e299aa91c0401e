// The IndexedDB schema and its migrations. The database of the previous plugin ("haloforge-image-studio") is another
// one and stays untouched. A new version is one more block here and a fixture in versions.test.ts.
import { Dexie, type Table } from "dexie";
import { relaxDocumentSaves } from "./documentDurability";
import { emptyStoredState, splitDocument } from "./documentRecords";
import { readFacts, writeSplitDocument } from "./documentWriter";
import { createGuardedIndexedDb } from "./guardedIndexedDb";
import { type LibraryErrorCode, toLibraryError } from "./libraryError";
import type { MaskRow, MaskTilesRecord } from "./maskRecords";
import type {
	ChunkRecord,
	DeletedTaskRow,
	DocumentRecord,
	FavouriteRecord,
	HeadRecord,
	ImageRecord,
	LeaseRecord,
	MetaRecord,
	PartRecord,
	Stored,
	TaskRow,
	ThumbnailRecord,
} from "./records";
import { toTaskRow } from "./taskRow";

export const DATABASE_NAME = "image-studio";

/** `blocked`: another window has to close the database first; no data is lost. */
export type LibraryProblem = Extract<LibraryErrorCode, "library_version" | "library_unreadable"> | "blocked";

function tryTo<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

export class StudioDatabase extends Dexie {
	readonly tasks!: Table<TaskRow, string>;
	readonly deletedTasks!: Table<DeletedTaskRow, string>;
	readonly favourites!: Table<FavouriteRecord, string>;
	readonly images!: Table<Stored<ImageRecord>, string>;
	readonly thumbnails!: Table<Stored<ThumbnailRecord>, string>;
	readonly documents!: Table<DocumentRecord, string>;
	readonly heads!: Table<HeadRecord, string>;
	readonly parts!: Table<PartRecord, [string, number]>;
	readonly chunks!: Table<ChunkRecord, [string, number]>;
	readonly leases!: Table<LeaseRecord, string>;
	readonly meta!: Table<MetaRecord, string>;
	readonly masks!: Table<MaskRow, string>;
	readonly maskTiles!: Table<MaskTilesRecord, string>;

	/** The browser discarded the damaged database when it was opened. */
	wasDiscarded = false;

	/** `lists`: see splitDocument. `onState`: the reason why the database cannot be opened; undefined: it is open. */
	constructor(
		name = DATABASE_NAME,
		lists: readonly string[] = [],
		readonly onState: (problem: LibraryProblem | undefined) => void = () => {},
	) {
		// Dexie's cache would keep whole tasks and documents in memory while a live query is active.
		// Strict durability: the backend deletes a result once it is stored here, so a power cut must not undo the write.
		// Only saves of documents are relaxed (documentDurability.ts).
		const indexedDB = createGuardedIndexedDb(() => {
			this.wasDiscarded = true;
		});
		super(name, { indexedDB, cache: "disabled", chromeTransactionDurability: "strict" });
		relaxDocumentSaves(this);
		this.on("blocked", () => onState("blocked"));
		this.version(1).stores({
			tasks: "id, createdAt, status",
			images: "sha256, createdAt",
			thumbnails: "sha256",
			documents: "id, updatedAt",
			meta: "key",
		});
		// Version 1 stored a document as one record: { id, saved, updatedAt }.
		this.version(2)
			.stores({
				images: "sha256, createdAt, [sha256+bytes]",
				documents: "id, updatedAt, *images",
				heads: "id",
				parts: "[document+id]",
				chunks: "[document+id]",
			})
			.upgrade(async (transaction) => {
				const [documents, heads, parts, chunks] = ["documents", "heads", "parts", "chunks"].map((name) =>
					transaction.table(name),
				) as [Table, Table, Table, Table];
				const whole = (await documents.toArray()) as { id: string; saved: object; updatedAt: number }[];
				for (const { id, saved, updatedAt } of whole) {
					const converted = tryTo(() => [readFacts(saved), splitDocument(saved, emptyStoredState(), lists)] as const);
					// Unreadable documents stay as they are.
					if (!converted) continue;
					const [facts, split] = converted;
					await writeSplitDocument({ documents, heads, parts, chunks }, id, split, {
						stamp: "version-1",
						updatedAt,
						facts,
					});
				}
			});
		// Tasks gain the images they name and the time of their last change; a favourite becomes a record of its own.
		this.version(3)
			.stores({ tasks: "id, createdAt, status, changedAt, *images", favourites: "id" })
			.upgrade((transaction) =>
				transaction
					.table<TaskRow>("tasks")
					.toCollection()
					.modify((task, ref) => {
						const row = tryTo(() => toTaskRow(task));
						if (row) ref.value = { ...row, changedAt: task.createdAt };
					}),
			);
		// Thumbnails gain their size. The old ones are deleted and created again on demand.
		this.version(4)
			.stores({ thumbnails: "sha256, [sha256+bytes]", leases: "id" })
			.upgrade((transaction) => transaction.table("thumbnails").clear());
		// The bin: a deleted task is a record of a table of its own, which no reader of tasks meets; a deleted document keeps its
		// records and has the time of its deletion.
		this.version(5).stores({
			deletedTasks: "id, deletedAt, *images",
			documents: "id, updatedAt, deletedAt, *images",
		});
		// Masks that are saved by name, and the copied one.
		this.version(6).stores({ masks: "id, savedAt", maskTiles: "id" });
	}

	/** Dexie also calls this at the first use after closing. A failure is not final: the next use tries again. */
	override open(): ReturnType<Dexie["open"]> {
		return super.open().then(
			(db) => {
				this.onState(undefined);
				return db;
			},
			(error: unknown) => {
				const { code } = toLibraryError(error);
				this.onState(code === "library_version" ? code : "library_unreadable");
				// Deferred until the pending callers have been rejected; not if it has been reopened or closed in the meantime.
				setTimeout(() => {
					if (this.hasFailed() && !this.hasBeenClosed()) this.close({ disableAutoOpen: false });
				});
				throw error;
			},
		);
	}
}

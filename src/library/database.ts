// The database and its versions. Its name is not the shipped plugin's ("haloforge-image-studio"), which stays untouched.
// A new version is one more block here and a frozen fixture in its test.
import { Dexie, type Table } from "dexie";
import { emptyStoredState, splitDocument } from "./documentRecords";
import { readFacts, writeSplitDocument } from "./documents";
import { createGuardedIndexedDb } from "./guardedIndexedDb";
import { type LibraryErrorCode, toLibraryError } from "./libraryError";
import type {
	ChunkRecord,
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
import { toTaskRow } from "./taskStore";

export const DATABASE_NAME = "image-studio";

/** `blocked`: another window has to let go of it first, and nothing is lost. */
export type LibraryProblem = Extract<LibraryErrorCode, "library_version" | "library_unreadable"> | "blocked";

function orNothing<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch {
		return undefined;
	}
}

export class StudioDatabase extends Dexie {
	readonly tasks!: Table<TaskRow, string>;
	readonly favourites!: Table<FavouriteRecord, string>;
	readonly images!: Table<Stored<ImageRecord>, string>;
	readonly thumbnails!: Table<Stored<ThumbnailRecord>, string>;
	readonly documents!: Table<DocumentRecord, string>;
	readonly heads!: Table<HeadRecord, string>;
	readonly parts!: Table<PartRecord, [string, number]>;
	readonly chunks!: Table<ChunkRecord, [string, number]>;
	readonly leases!: Table<LeaseRecord, string>;
	readonly meta!: Table<MetaRecord, string>;

	/** `lists`: see takeApart. `onState`: why it cannot be opened now; undefined: it is open. */
	constructor(
		name = DATABASE_NAME,
		lists: readonly string[] = [],
		readonly onState: (problem: LibraryProblem | undefined) => void = () => {},
	) {
		// Dexie's cache would keep whole tasks and documents in memory for as long as anything follows them.
		// Strict: the backend forgets a result once it is written here, and a power cut must not take it back.
		super(name, { indexedDB: createGuardedIndexedDb(), cache: "disabled", chromeTransactionDurability: "strict" });
		this.on("blocked", () => onState("blocked"));
		this.version(1).stores({
			tasks: "id, createdAt, status",
			images: "sha256, createdAt",
			thumbnails: "sha256",
			documents: "id, updatedAt",
			meta: "key",
		});
		// A document was one record with everything in it, { id, saved, updatedAt }.
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
					const read = orNothing(() => [readFacts(saved), splitDocument(saved, emptyStoredState(), lists)] as const);
					// What cannot be read stays as it lies.
					if (!read) continue;
					const [facts, taken] = read;
					await writeSplitDocument({ documents, heads, parts, chunks }, id, taken, {
						stamp: "version-1",
						updatedAt,
						facts,
					});
				}
			});
		// Tasks say which pictures they name and when they were written; what is marked is a record of its own.
		this.version(3)
			.stores({ tasks: "id, createdAt, status, changedAt, *images", favourites: "id" })
			.upgrade((transaction) =>
				transaction
					.table<TaskRow>("tasks")
					.toCollection()
					.modify((task, ref) => {
						const row = orNothing(() => toTaskRow(task));
						if (row) ref.value = { ...row, changedAt: task.createdAt };
					}),
			);
		// Thumbnails say how large they are; they are made anew when they are asked for.
		this.version(4)
			.stores({ thumbnails: "sha256, [sha256+bytes]", leases: "id" })
			.upgrade((transaction) => transaction.table("thumbnails").clear());
	}

	/** Also called by the first use after a closing. Whatever was in the way may be gone at the next one. */
	override open(): ReturnType<Dexie["open"]> {
		return super.open().then(
			(db) => {
				this.onState(undefined);
				return db;
			},
			(error: unknown) => {
				const { code } = toLibraryError(error);
				this.onState(code === "library_version" ? code : "library_unreadable");
				// After those who wait have been told; unless it is being opened again already, or was closed for good.
				setTimeout(() => {
					if (this.hasFailed() && !this.hasBeenClosed()) this.close({ disableAutoOpen: false });
				});
				throw error;
			},
		);
	}
}

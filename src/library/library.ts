// The studio's storage: tasks, images, documents. A change writes one record; nothing is deleted to make room. Knows no
// gateway and no user interface, and of the editor only its reader of picture files (a document's content is the opaque
// type `Saved`).
import { describePictureFile } from "../../editor/imageHeader";
import { sha256Hex } from "../bytes/sha256";
import { batchReads } from "./batchReads";
import { asBlob, putBytes } from "./blobs";
import { deleteUnusedImages, GRACE_PERIOD_MS } from "./collectGarbage";
import { createDamagedRecords, type DamagedRecordCount } from "./damagedRecords";
import { type LibraryProblem, StudioDatabase } from "./database";
import { createDocumentStore, type DeletedDocument, type DocumentSummary } from "./documentStore";
import { guarded } from "./libraryError";
import { findLoss, type LibraryLoss, markChange } from "./librarySentinel";
import { createMaskStore, type MaskStore } from "./maskStore";
import { addMissingRecords, type LibraryRecords, readRecords } from "./recordCopy";
import type { DocumentFacts, ImageRecord } from "./records";
import { type LibraryUsage, measureUsage } from "./storageUsage";
import { createTaskBin, type TaskBin } from "./taskBin";
import { createTaskSearch } from "./taskSearch";
import { createTaskStore, type TaskStore } from "./taskStore";
import { createThumbnailMaker } from "./thumbnails/thumbnailMaker";

export interface Library<Saved = unknown> extends TaskStore, TaskBin, MaskStore {
	/** Stores an image once and resolves with its SHA-256. A hash that is `known` is not computed again. */
	putImage(image: Blob, known?: string): Promise<string>;
	getImage(sha256: string): Promise<ImageRecord | undefined>;
	/** Created on first request and then stored; the image itself if no thumbnail can be made. */
	getThumbnail(sha256: string): Promise<Blob | undefined>;
	/** Writes only items that are new since the last put or get; byte arrays and list items are compared by identity. */
	putDocument(id: string, saved: Saved): Promise<void>;
	getDocument(id: string): Promise<Saved | undefined>;
	/** A document's fields without its masks and history: read at once, before the rest. */
	getDocumentHead(id: string): Promise<object | undefined>;
	/** Changes top-level fields of a document; resolves with false if it has been deleted. */
	updateDocumentFields(id: string, fields: Partial<DocumentFacts<Saved>>): Promise<boolean>;
	/** Newest first, now and after each change. Returns a function that stops watching. */
	watchDocuments(onDocuments: (documents: DocumentSummary<Saved>[]) => void): () => void;
	/** Moves a document to the bin; resolves with false if there is none. In the bin it is neither read nor listed. */
	removeDocument(id: string): Promise<boolean>;
	/** Moves a document out of the bin again; resolves with false if it is gone. */
	restoreDocument(id: string): Promise<boolean>;
	/** The last one deleted first, now and after each change. Returns a function that stops watching. */
	watchDeletedDocuments(onDocuments: (documents: DeletedDocument<Saved>[]) => void): () => void;
	/** Ids of the documents that were moved to the bin at this time (ms since 1970) or earlier. */
	documentsDeletedBefore(time: number): Promise<readonly string[]>;
	/** Deletes it for good, and its images, unless a task, another document or `keep` names them. */
	deleteDocument(id: string, keep?: Iterable<string>): Promise<void>;
	/**
	 * Protects images from deletion by any window for `forMs`, although no stored record names them. A new lease replaces
	 * the owner's earlier one; an empty list ends it.
	 */
	leaseImages(owner: string, images: readonly string[], forMs: number): Promise<void>;
	/**
	 * Deletes images that are not in use: named by no task, document or lease, and not in `keep`. Images from the last
	 * hour are kept, because an image is stored before the record that names it. Resolves with the number deleted.
	 */
	deleteUnusedImages(keep?: Iterable<string>): Promise<number>;
	/**
	 * The number of records skipped as damaged so far, now and after each change. Returns a function that stops watching.
	 */
	watchDamagedRecords(onCount: (count: DamagedRecordCount) => void): () => void;
	/** The first use opens the library by itself; this rejects with the reason if it cannot be opened, and retries. */
	open(): Promise<void>;
	/** Number and size of the stored records. */
	usage(): Promise<LibraryUsage>;
	/** Finds out if the browser has deleted the library or set it back. The answer is the same until `markChange` is called. */
	findLoss(): Promise<LibraryLoss | undefined>;
	/** Notes outside the library that it has changed, so that a loss of the change is found. */
	markChange(): Promise<void>;
	/** All tasks and favourites, without pictures. */
	readRecords(): Promise<LibraryRecords>;
	/** Adds those of the tasks that the library lacks, with their favourites. Resolves with the tasks added. */
	addMissingRecords(records: LibraryRecords): Promise<readonly string[]>;
	putMeta(key: string, value: unknown): Promise<void>;
	getMeta(key: string): Promise<unknown>;
	close(): void;
}

export interface LibraryOptions {
	readonly name?: string;
	/** Paths of lists in a document whose items are stored one by one, such as "history.past". */
	readonly lists?: readonly string[];
	/** The reason why the library cannot be opened; undefined: it is open. */
	readonly onState?: (problem: LibraryProblem | undefined) => void;
}

export function openLibrary<Saved = unknown>({ name, lists = [], onState }: LibraryOptions = {}): Library<Saved> {
	const db = new StudioDatabase(name, lists, onState);
	const damagedRecords = createDamagedRecords(db);
	const documents = createDocumentStore<Saved>(db, lists, damagedRecords);
	const search = createTaskSearch(db, damagedRecords);
	const makeThumbnail = createThumbnailMaker();
	const readThumbnail = batchReads(
		(keys) => db.thumbnails.bulkGet(keys),
		(key) => db.thumbnails.get(key),
	);
	const getImage = async (sha256: string): Promise<ImageRecord | undefined> => {
		const stored = await guarded(() => db.images.get(sha256));
		return stored && { ...stored, blob: asBlob(stored.blob, stored.contentType) };
	};
	/** A stored image may be old and unused, so it is leased until the caller has stored the record that names it. */
	const leaseIfStored = (sha256: string): Promise<boolean> =>
		db.transaction("rw", db.images, db.leases, async () => {
			if ((await db.images.where("sha256").equals(sha256).count()) === 0) return false;
			await db.leases.put({ id: `put ${sha256}`, images: [sha256], until: Date.now() + GRACE_PERIOD_MS });
			return true;
		});
	return {
		...createTaskStore(db, search, damagedRecords),
		...createTaskBin(db, damagedRecords),
		...createMaskStore(db),
		async putImage(image, known) {
			if (known !== undefined && (await guarded(() => leaseIfStored(known)))) return known;
			const bytes = new Uint8Array(await image.arrayBuffer());
			const sha256 = await sha256Hex(bytes);
			await guarded(async () => {
				if (await leaseIfStored(sha256)) return;
				const header = describePictureFile(bytes);
				const contentType = header?.contentType ?? image.type;
				const record = {
					sha256,
					bytes: bytes.length,
					contentType,
					width: header?.width ?? 0,
					height: header?.height ?? 0,
					createdAt: Date.now(),
				};
				// A plain Blob, because a File would store its name and path as well.
				const plain = new Blob([bytes], { type: contentType });
				await putBytes(plain, (blob) => db.images.put({ ...record, blob }));
			});
			return sha256;
		},
		getImage,
		async getThumbnail(sha256) {
			// An unreadable thumbnail is made again.
			const stored = await readThumbnail(sha256).catch(() => undefined);
			// A thumbnail's type is not stored: browsers detect it from the bytes.
			if (stored) return asBlob(stored.blob, "");
			const image = await getImage(sha256);
			if (!image) return undefined;
			const thumbnail = await makeThumbnail(image.blob);
			// A thumbnail that cannot be stored is still shown.
			if (thumbnail) {
				const { size } = thumbnail;
				await putBytes(thumbnail, (blob) => db.thumbnails.put({ sha256, bytes: size, blob })).catch(() => {});
			}
			return thumbnail ?? image.blob;
		},
		putDocument: documents.put,
		getDocument: documents.get,
		getDocumentHead: documents.getHead,
		updateDocumentFields: documents.updateFields,
		watchDocuments: documents.watch,
		removeDocument: (id) => documents.setDeleted(id, true),
		restoreDocument: (id) => documents.setDeleted(id, false),
		watchDeletedDocuments: documents.watchDeleted,
		documentsDeletedBefore: documents.deletedBefore,
		deleteDocument: documents.remove,
		leaseImages: (owner, images, forMs) =>
			guarded(async () => {
				if (images.length === 0) await db.leases.delete(owner);
				else await db.leases.put({ id: owner, images, until: Date.now() + forMs });
			}),
		deleteUnusedImages: (keep = []) => guarded(() => deleteUnusedImages(db, keep, damagedRecords.taskIds, Date.now())),
		open: () => guarded(async () => void (await db.open())),
		usage: () => guarded(() => measureUsage(db)),
		watchDamagedRecords: damagedRecords.watch,
		findLoss: () => guarded(() => findLoss(db)),
		markChange: () => guarded(() => markChange(db)),
		readRecords: () => guarded(() => readRecords(db, damagedRecords)),
		addMissingRecords: (records) => guarded(() => addMissingRecords(db, records)),
		putMeta: (key, value) => guarded(async () => void (await db.meta.put({ key, value }))),
		getMeta: (key) => guarded(async () => (await db.meta.get(key))?.value),
		close() {
			search.stop();
			db.close();
		},
	};
}

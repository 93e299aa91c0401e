// The studio's memory: tasks, pictures, documents. A change writes the one record that changed; nothing is deleted to
// make room. Knows no gateway, no editor and no user interface (a document's content is `Saved`, opaque here).
import { readImageHeader } from "../../editor/index";
import { sha256Hex } from "../bytes/sha256";
import { asBlob, putBytes } from "./blobs";
import { deleteUnusedImages, GRACE_PERIOD_MS } from "./collectGarbage";
import { createDamagedRecords, type DamagedRecordCount } from "./damagedRecords";
import { type LibraryProblem, StudioDatabase } from "./database";
import { createDocumentStore, type DocumentSummary } from "./documents";
import { guarded } from "./libraryError";
import type { DocumentFacts, ImageRecord } from "./records";
import { type LibraryUsage, measureUsage } from "./storageUsage";
import { createTaskSearch } from "./taskSearch";
import { createTaskStore, type TaskStore } from "./taskStore";
import { makeThumbnail } from "./thumbnail";

export interface Library<Saved = unknown> extends TaskStore {
	/** Stores a picture once and returns its SHA-256. */
	putImage(picture: Blob): Promise<string>;
	getImage(sha256: string): Promise<ImageRecord | undefined>;
	/** Made at the first asking, then kept; the picture itself where none can be made. */
	getThumbnail(sha256: string): Promise<Blob | undefined>;
	/** Writes what is new since it was last put or got: byte arrays and items of the lists are known by identity. */
	putDocument(id: string, saved: Saved): Promise<void>;
	getDocument(id: string): Promise<Saved | undefined>;
	/** Changes fields on top of a document; false when it is gone. */
	updateDocumentFields(id: string, fields: Partial<DocumentFacts<Saved>>): Promise<boolean>;
	/** Newest first, again at every change. Returns how to stop. */
	watchDocuments(onDocuments: (documents: DocumentSummary<Saved>[]) => void): () => void;
	/** With its pictures, unless a task, another document or `keep` uses them. */
	deleteDocument(id: string, keep?: Iterable<string>): Promise<void>;
	/** So long no window takes these for unused, although nothing stored names them; none: they are held no longer. */
	leaseImages(owner: string, images: readonly string[], forMs: number): Promise<void>;
	/**
	 * Deletes pictures that nothing names: no task, no document, nothing that is held or in `keep`; but none that came
	 * within the last hour, for a picture is stored before what names it. Resolves with how many.
	 */
	deleteUnusedImages(keep?: Iterable<string>): Promise<number>;
	/** How many records had to be passed over so far; again when there are more. Returns how to stop. */
	watchDamagedRecords(onDamage: (count: DamagedRecordCount) => void): () => void;
	/** At the first use it opens by itself; this says why it cannot, or tries it again. */
	open(): Promise<void>;
	/** What is stored, and how much it takes. */
	usage(): Promise<LibraryUsage>;
	putMeta(key: string, value: unknown): Promise<void>;
	getMeta(key: string): Promise<unknown>;
	close(): void;
}

export interface LibraryOptions {
	readonly name?: string;
	/** Lists in a document whose items are stored one by one, e.g. "history.past". */
	readonly lists?: readonly string[];
	/** Why the library cannot be opened now; undefined: it is open. */
	readonly onState?: (problem: LibraryProblem | undefined) => void;
}

export function openLibrary<Saved = unknown>({ name, lists = [], onState }: LibraryOptions = {}): Library<Saved> {
	const db = new StudioDatabase(name, lists, onState);
	const damage = createDamagedRecords(db);
	const shelf = createDocumentStore<Saved>(db, lists, damage);
	const finder = createTaskSearch(db, damage);
	/** One after another: decoded, a large picture takes hundreds of megabytes. */
	let making: Promise<unknown> = Promise.resolve();
	const getImage = async (sha256: string): Promise<ImageRecord | undefined> => {
		const stored = await guarded(() => db.images.get(sha256));
		return stored && { ...stored, blob: asBlob(stored.blob, stored.contentType) };
	};
	/** What is there may be old and unused: now somebody is about to name it. */
	const isThere = (sha256: string): Promise<boolean> =>
		db.transaction("rw", db.images, db.leases, async () => {
			if ((await db.images.where("sha256").equals(sha256).count()) === 0) return false;
			await db.leases.put({ id: `put ${sha256}`, images: [sha256], until: Date.now() + GRACE_PERIOD_MS });
			return true;
		});
	return {
		...createTaskStore(db, finder, damage),
		async putImage(picture) {
			const bytes = new Uint8Array(await picture.arrayBuffer());
			const sha256 = await sha256Hex(bytes);
			await guarded(async () => {
				if (await isThere(sha256)) return;
				const header = readImageHeader(bytes);
				const contentType = header?.contentType ?? picture.type;
				const record = {
					sha256,
					bytes: bytes.length,
					contentType,
					width: header?.width ?? 0,
					height: header?.height ?? 0,
					createdAt: Date.now(),
				};
				// A File carries its name and path along; a plain Blob does not.
				const plain = new Blob([bytes], { type: contentType });
				await putBytes(plain, (blob) => db.images.put({ ...record, blob }));
			});
			return sha256;
		},
		getImage,
		async getThumbnail(sha256) {
			// One that cannot be read is made anew.
			const kept = await db.thumbnails.get(sha256).catch(() => undefined);
			// The type of a thumbnail is not stored: browsers decide by the bytes.
			if (kept) return asBlob(kept.blob, "");
			const image = await getImage(sha256);
			if (!image) return undefined;
			const made = making.then(() => makeThumbnail(image.blob));
			making = made;
			const thumbnail = await made;
			// A thumbnail that cannot be kept is still shown.
			if (thumbnail) {
				const { size } = thumbnail;
				await putBytes(thumbnail, (blob) => db.thumbnails.put({ sha256, bytes: size, blob })).catch(() => {});
			}
			return thumbnail ?? image.blob;
		},
		putDocument: shelf.put,
		getDocument: shelf.get,
		updateDocumentFields: shelf.updateFields,
		watchDocuments: shelf.watch,
		deleteDocument: shelf.remove,
		leaseImages: (owner, images, forMs) =>
			guarded(async () => {
				if (images.length === 0) await db.leases.delete(owner);
				else await db.leases.put({ id: owner, images, until: Date.now() + forMs });
			}),
		deleteUnusedImages: (keep = []) => guarded(() => deleteUnusedImages(db, keep, damage.taskIds, Date.now())),
		open: () => guarded(async () => void (await db.open())),
		usage: () => guarded(() => measureUsage(db)),
		watchDamagedRecords: damage.watch,
		putMeta: (key, value) => guarded(async () => void (await db.meta.put({ key, value }))),
		getMeta: (key) => guarded(async () => (await db.meta.get(key))?.value),
		close() {
			finder.stop();
			db.close();
		},
	};
}

// Stores masks by name, apart from documents, and the copied mask, which any window can paste.
import { readAll } from "./damagedRecords";
import type { StudioDatabase } from "./database";
import { guarded, LibraryError } from "./libraryError";
import {
	isMaskRow,
	type MaskContent,
	type MaskRow,
	type MaskThumbnail,
	packMask,
	tileBytes,
	unpackMask,
} from "./maskRecords";
import { createUniqueId } from "./uniqueId";
import { watchQuery } from "./watchQuery";

/** The id of the copied mask, which has no name. */
export const COPIED_MASK = "copied";

export interface SavedMasks {
	/** The last one saved first, without the copied one. */
	readonly masks: readonly MaskRow[];
	readonly copied: MaskRow | undefined;
	/** The number of records that cannot be read. They are kept. */
	readonly damaged: number;
}

export interface NewMask {
	readonly name: string;
	readonly content: MaskContent;
	readonly preview: MaskThumbnail;
}

export interface MaskStore {
	/** Resolves with the id of the new mask. */
	saveMask(mask: NewMask): Promise<string>;
	/** Replaces the copied mask. */
	copyMask(mask: Omit<NewMask, "name">): Promise<void>;
	/** undefined: there is none. Rejects with record_damaged, and keeps the record. */
	getMask(id: string): Promise<MaskContent | undefined>;
	/** Now and after each change, in any window. Returns a function that stops watching. */
	watchMasks(onMasks: (masks: SavedMasks) => void): () => void;
	/** Resolves with false if there is none. */
	renameMask(id: string, name: string): Promise<boolean>;
	/** Resolves with a function that puts the mask back as it was; undefined: there is none. */
	removeMask(id: string): Promise<(() => Promise<void>) | undefined>;
}

export function createMaskStore(db: StudioDatabase): MaskStore {
	const inTransaction = <T>(work: () => Promise<T>) =>
		guarded(() => db.transaction("rw", db.masks, db.maskTiles, work));

	async function put(id: string, { name, content, preview }: NewMask): Promise<void> {
		const tiles = packMask(content);
		const { width, height } = content;
		const row = { id, name, width, height, savedAt: Date.now(), bytes: tileBytes(tiles), preview };
		await inTransaction(async () => {
			await Promise.all([db.masks.put(row), db.maskTiles.put({ id, tiles })]);
		});
	}

	return {
		async saveMask(mask) {
			const id = createUniqueId();
			await put(id, mask);
			return id;
		},
		copyMask: (mask) => put(COPIED_MASK, { ...mask, name: "" }),
		async getMask(id) {
			const [row, tiles] = await guarded(() => Promise.all([db.masks.get(id), db.maskTiles.get(id)]));
			if (row === undefined) return undefined;
			try {
				if (tiles === undefined) throw new TypeError("the tiles are missing");
				return unpackMask(row, tiles);
			} catch (cause) {
				throw new LibraryError("record_damaged", { cause });
			}
		},
		watchMasks: (onMasks) =>
			watchQuery(async () => {
				const rows = await readAll(db.masks, await db.masks.toCollection().primaryKeys());
				const intact = rows.filter(isMaskRow);
				return {
					masks: intact.filter(({ id }) => id !== COPIED_MASK).sort((a, b) => b.savedAt - a.savedAt),
					copied: intact.find(({ id }) => id === COPIED_MASK),
					damaged: rows.filter((row) => row !== undefined && !isMaskRow(row)).length,
				};
			}, onMasks),
		renameMask: (id, name) => guarded(async () => (await db.masks.update(id, { name })) > 0),
		removeMask: (id) =>
			inTransaction(async () => {
				const [row, tiles] = await Promise.all([db.masks.get(id), db.maskTiles.get(id)]);
				if (row === undefined) return undefined;
				await Promise.all([db.masks.delete(id), db.maskTiles.delete(id)]);
				return async () => {
					await inTransaction(async () => {
						await db.masks.put(row);
						if (tiles !== undefined) await db.maskTiles.put(tiles);
					});
				};
			}),
	};
}

import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DATABASE_NAME, type LibraryProblem, StudioDatabase } from "./database";
import { createFixtureDatabase } from "./databaseFixture";
import { type Library, openLibrary } from "./library";
import type { SavedMasks } from "./maskStore";
import { FROZEN, VERSION_3, VERSION_4 } from "./version3.fixture";
import { FROZEN_BIN, VERSION_5 } from "./version5.fixture";
import { FROZEN_MASK, VERSION_6 } from "./version6.fixture";

let library: Library | undefined;
let states: (LibraryProblem | undefined)[] = [];
const open = (): Library => {
	library = openLibrary({ lists: ["history.past", "history.future"], onState: (problem) => states.push(problem) });
	return library;
};
beforeEach(() => {
	states = [];
	vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(async () => {
	vi.restoreAllMocks();
	library?.close();
	await Dexie.delete(DATABASE_NAME);
});

/** The raw database, in the version that is stored. */
function raw(version?: number, change: (database: IDBDatabase) => void = () => {}): Promise<IDBDatabase> {
	return new Promise((done, failed) => {
		const opening = version ? indexedDB.open(DATABASE_NAME, version) : indexedDB.open(DATABASE_NAME);
		opening.onupgradeneeded = () => change(opening.result);
		opening.onerror = () => failed(opening.error);
		opening.onsuccess = () => done(opening.result);
	});
}

async function everything(): Promise<unknown> {
	const database = await raw();
	const stores = [...database.objectStoreNames];
	const read = (store: string) =>
		new Promise((done) => {
			const request = database.transaction(store).objectStore(store).getAll();
			request.onsuccess = () => done(request.result);
		});
	const all = { version: database.version, stores, records: await Promise.all(stores.map(read)) };
	database.close();
	return all;
}

describe("earlier versions", () => {
	it.each([
		["3", VERSION_3, 0],
		["4", VERSION_4, 1],
		["5", VERSION_5, 1],
		["6 (current)", VERSION_6, 1],
	])(
		"%s: all records are unchanged after migration, and only unused images are deleted",
		async (_, frozen, thumbnails) => {
			await createFixtureDatabase(frozen);
			const library = open();
			for (const kept of FROZEN.tasks) expect(await library.getTask(kept.id)).toEqual(kept);
			expect(await library.getDocument("doc-3")).toEqual(FROZEN.document);
			expect(await library.getMeta("currentDocument")).toBe("doc-3");
			const favourites = await new Promise<ReadonlySet<string>>((resolve) => library.watchFavourites(resolve));
			expect([...favourites]).toEqual(["task-area"]);
			expect((await library.usage()).thumbnails.count).toBe(thumbnails);
			expect(await library.deleteUnusedImages()).toBe(1);
			expect(await library.getImage(FROZEN.unused)).toBeUndefined();
			for (const used of FROZEN.used) expect(await library.getImage(used)).toBeDefined();
		},
	);

	it("5: the bin is as it was: neither listed nor read, kept by the collection, restored and deleted for good on request", async () => {
		await createFixtureDatabase(VERSION_5);
		const library = open();
		expect(await library.getTask("task-deleted")).toBeUndefined();
		expect(await library.getDocument(FROZEN_BIN.document)).toBeUndefined();
		expect((await library.usage()).bin).toEqual({ count: 2, bytes: 3 });
		await library.deleteUnusedImages();
		expect(await library.getImage(FROZEN_BIN.image)).toBeDefined();
		expect(await library.tasksDeletedBefore(FROZEN_BIN.deletedAt - 1)).toEqual([]);
		expect(await library.tasksDeletedBefore(FROZEN_BIN.deletedAt)).toEqual(["task-deleted"]);
		expect(await library.documentsDeletedBefore(FROZEN_BIN.deletedAt)).toEqual([FROZEN_BIN.document]);
		await library.restoreTasks(["task-deleted"]);
		expect(await library.getTask("task-deleted")).toEqual({ ...FROZEN_BIN.task, changedAt: expect.any(Number) });
		await library.removeTasks(["task-deleted"]);
		await library.purgeTasks(["task-deleted"]);
		expect(await library.getImage(FROZEN_BIN.image)).toBeUndefined();
		expect(await library.restoreTasks(["task-deleted"])).toEqual([]);
		expect(await library.restoreDocument(FROZEN_BIN.document)).toBe(true);
		expect((await library.usage()).bin).toEqual({ count: 0, bytes: 0 });
	});

	it("6: a saved mask is listed and read as it was", async () => {
		await createFixtureDatabase(VERSION_6);
		const library = open();
		const { masks, damaged } = await new Promise<SavedMasks>((resolve) => library.watchMasks(resolve));
		expect([masks, damaged]).toEqual([[FROZEN_MASK.row], 0]);
		const mask = await library.getMask(FROZEN_MASK.row.id);
		expect(mask).toMatchObject({
			width: 300,
			height: 200,
			tiles: [
				{ x: 0, y: 0 },
				{ x: 1, y: 0, coverage: 128 },
			],
		});
		const tile = mask?.tiles[0]?.coverage as Uint8Array;
		expect([tile.length, tile[0], tile[1023], tile[1024], tile[65_535]]).toEqual([65_536, 255, 255, 0, 0]);
	});

	it("the current schema equals its fixture: a change needs a new version with a fixture of its own", async () => {
		const db = new StudioDatabase();
		await db.open();
		const nameOf = (path: unknown): string => (Array.isArray(path) ? `[${path.join("+")}]` : String(path));
		const declared = db.tables.map(({ name, schema }) => [
			name,
			nameOf(schema.primKey.keyPath),
			...schema.indexes.map(({ keyPath, multi }) => `${multi ? "*" : ""}${nameOf(keyPath)}`).sort(),
		]);
		const frozen = VERSION_6.stores.map((store) => {
			const multiple = "multiple" in store ? store.multiple.map((name) => `*${name}`) : [];
			return [store.name, nameOf(store.keyPath), ...[...store.indices.map(nameOf), ...multiple].sort()];
		});
		expect(db.verno).toBe(VERSION_6.version / 10);
		expect(declared.sort()).toEqual(frozen.sort());
		db.close();
	});
});

describe("a database of a newer version or of another program", () => {
	const store = (database: IDBDatabase) => {
		database.createObjectStore("theirs").put("a secret", "key");
	};
	it.each<[string, () => Promise<IDBDatabase | undefined>]>([
		["newer", () => createFixtureDatabase(VERSION_6).then(() => raw(70, store))],
		["newer by a fraction of a version", () => createFixtureDatabase(VERSION_6).then(() => raw(61, store))],
		["of another program, older", () => raw(10, store)],
		["of another program, with a version that is no multiple of ten", () => raw(7, store)],
		["of another program, with the same version", () => raw(60, store)],
	])("%s: is refused with library_version and left unchanged", async (_, make) => {
		(await make())?.close();
		const before = await everything();
		const library = open();
		const refused = { code: "library_version" };
		await expect(library.open()).rejects.toMatchObject(refused);
		await expect(library.putMeta("a", 1)).rejects.toMatchObject(refused);
		await expect(library.putImage(new Blob(["x"]))).rejects.toMatchObject(refused);
		await expect(library.deleteUnusedImages()).rejects.toMatchObject(refused);
		expect(new Set(states)).toEqual(new Set(["library_version"]));
		library.close();
		expect(await everything()).toEqual(before);
	});
});

describe("another window", () => {
	it("with a newer studio upgrades the database; this window closes it, reports that, and continues when it can", async () => {
		const library = open();
		await library.putMeta("a", 1);
		const reported: number[] = [];
		const stop = library.watchTaskIds({}, (_, total) => reported.push(total));
		await vi.waitFor(() => expect(reported).toEqual([0]));
		const other = await raw(70);
		await expect(library.putMeta("a", 2)).rejects.toMatchObject({ code: "library_version" });
		expect(states.at(-1)).toBe("library_version");
		other.close();
		await Dexie.delete(DATABASE_NAME);
		await library.open();
		expect(states.at(-1)).toBeUndefined();
		await library.putMeta("a", 3);
		expect(await library.getMeta("a")).toBe(3);
		stop();
	});

	it("that does not close the database blocks this one, which is reported until it does", async () => {
		await createFixtureDatabase(VERSION_3);
		const other = await raw();
		const library = open();
		const reading = library.getMeta("currentDocument");
		await vi.waitFor(() => expect(states).toEqual(["blocked"]));
		other.close();
		expect(await reading).toBe("doc-3");
		expect(states).toEqual(["blocked", undefined]);
	});
});

it("a list that could not be read is reported once it can be", async () => {
	await createFixtureDatabase(VERSION_4);
	const library = open();
	const original = IDBFactory.prototype.open;
	const opening = vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
		throw new Error("the disk is away");
	});
	const reported: number[] = [];
	const stop = library.watchTaskIds({}, (_, total) => reported.push(total));
	await vi.waitFor(() => expect(states).toEqual(["library_unreadable"]));
	expect(reported).toEqual([]);
	opening.mockImplementation(original);
	await vi.waitFor(() => expect(reported).toEqual([1]), 6000);
	stop();
});

import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GRACE_PERIOD_MS } from "./collectGarbage";
import type { DamagedRecordCount } from "./damagedRecords";
import { DATABASE_NAME, StudioDatabase } from "./database";
import { createFixtureDatabase } from "./databaseFixture";
import { type Library, openLibrary } from "./library";
import type { TaskRecord } from "./records";
import { VERSION_1 } from "./version1.fixture";
import { FROZEN } from "./version3.fixture";

const intact = FROZEN.tasks[0] as unknown as TaskRecord;
const DAMAGED: readonly Record<string, unknown>[] = [
	{ id: "empty", createdAt: 3 },
	{ ...intact, id: "no-params", params: null },
	{ ...intact, id: "no-outputs", outputs: "cut off" },
	{ ...intact, id: "odd-status", status: "half" },
	{ ...intact, id: "no-picture", outputs: [{ index: 0 }] },
	{ ...intact, id: "no-prompt", prompt: undefined, images: [], inputs: { references: ["c1".repeat(32)] } },
	// The index by time does not contain it.
	{ ...intact, id: "no-time", createdAt: "yesterday" },
];

let library: Library;
let db: StudioDatabase;
let counts: DamagedRecordCount[];
/** Dexie keeps answering open live queries, also from a new database of the same name. */
const stops: (() => void)[] = [];
const open = (): void => {
	library = openLibrary({ lists: ["history.past", "history.future"] });
	db = new StudioDatabase();
	const reported: DamagedRecordCount[] = [];
	counts = reported;
	library.watchDamagedRecords((count) => reported.push(count));
};
beforeEach(open);
afterEach(async () => {
	vi.restoreAllMocks();
	for (const stop of stops.splice(0)) stop();
	library.close();
	db.close();
	await Dexie.delete(DATABASE_NAME);
});

const idsFor = (text: string) => {
	const reported: (readonly string[])[] = [];
	stops.push(library.watchTaskIds({ text }, (ids) => reported.push(ids)));
	return reported;
};

describe("damaged tasks", () => {
	beforeEach(async () => {
		await library.addTask(intact);
		await library.addTask({ ...intact, id: "other", createdAt: 5 });
		await db.tasks.bulkPut(DAMAGED as never[]);
	});

	it("are skipped and counted; intact tasks are listed, and all records stay unchanged", async () => {
		const everything = await db.tasks.toArray();
		const [all, found] = [idsFor(""), idsFor("heron")];
		await vi.waitFor(() => expect(counts.at(-1)).toEqual({ tasks: DAMAGED.length, documents: 0 }));
		for (const reported of [all, found])
			await vi.waitFor(() => expect(reported.at(-1)).toEqual(["task-area", "other"]));
		const seen = await new Promise((reported) =>
			library.watchTasksOf([...DAMAGED.map(({ id }) => id as string), "other"], reported),
		);
		expect(seen).toMatchObject([{ id: "other" }]);
		expect(await library.tasksWithStatus("done")).toHaveLength(2);
		expect(await library.getTask("no-params")).toBeUndefined();
		const change = vi.fn();
		expect(await library.changeTask("no-params", change)).toBeUndefined();
		expect(change).not.toHaveBeenCalled();
		expect(await library.removeTasks(["no-params", "other"])).toHaveLength(1);
		expect(await db.tasks.toArray()).toEqual(everything.filter(({ id }) => id !== "other"));
	});

	it("keep the images that they still name", async () => {
		const name = "c1".repeat(32);
		const facts = { bytes: 1, contentType: "", width: 0, height: 0, createdAt: Date.now() - 2 * GRACE_PERIOD_MS };
		await db.images.put({ sha256: name, blob: new ArrayBuffer(1), ...facts });
		const found = idsFor("heron");
		await vi.waitFor(() => expect(found.at(-1)).toHaveLength(2));
		await library.deleteUnusedImages();
		expect(await library.getImage(name)).toBeDefined();
	});

	it("that the browser cannot read do not hide the others", async () => {
		const get = IDBObjectStore.prototype.get;
		vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
			if (key === "other") throw new DOMException("lost", "DataError");
			return get.call(this, key);
		});
		const seen = await new Promise((reported) => library.watchTasksOf(["other", "task-area"], reported));
		expect(seen).toMatchObject([{ id: "task-area" }]);
		await vi.waitFor(() => expect(counts.at(-1)?.tasks).toBe(1));
	});
});

describe("damaged documents", () => {
	it("are left out of the list and counted; one with a missing part rejects as damaged", async () => {
		await library.putDocument("d", { name: "d", tile: new Uint8Array(9) });
		await library.putDocument("half", { name: "half", tile: new Uint8Array(9) });
		await db.chunks.where("[document+id]").between(["half", 0], ["half", 99]).delete();
		await db.documents.put({ id: "odd" } as never);
		const reported = await new Promise<string[]>((done) =>
			stops.push(library.watchDocuments((documents) => done(documents.map(({ id }) => id).sort()))),
		);
		expect(reported).toEqual(["d", "half"]);
		await vi.waitFor(() => expect(counts.at(-1)).toEqual({ tasks: 0, documents: 1 }));
		library.close();
		open();
		await expect(library.getDocument("half")).rejects.toMatchObject({ code: "record_damaged" });
		expect(await library.getDocument("d")).toBeDefined();
		expect(await db.documents.count()).toBe(3);
	});

	it("that the browser cannot read are counted, and hide neither the others nor the storage usage", async () => {
		await library.putDocument("d", { name: "d" });
		await library.putDocument("lost", { name: "lost" });
		await library.addTask(intact);
		const get = IDBObjectStore.prototype.get;
		vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
			if (key === "lost" || this.name === "thumbnails") throw new DOMException("lost", "DataError");
			return get.call(this, key);
		});
		const all = IDBObjectStore.prototype.getAll;
		vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementation(function (this: IDBObjectStore, ...asked) {
			if (this.name === "documents") throw new DOMException("lost", "DataError");
			return all.apply(this, asked);
		});
		const reported = await new Promise<string[]>((done) =>
			stops.push(library.watchDocuments((documents) => done(documents.map(({ id }) => id)))),
		);
		expect(reported).toEqual(["d"]);
		await vi.waitFor(() => expect(counts.at(-1)).toEqual({ tasks: 0, documents: 1 }));
		expect(await library.usage()).toMatchObject({ documents: { count: 2 }, tasks: { count: 1 } });
		const image = await library.putImage(new Blob(["x"]));
		expect(await (await library.getThumbnail(image))?.text()).toBe("x");
	});

	it("of an earlier version stay unchanged, and the others are migrated", async () => {
		library.close();
		db.close();
		await Dexie.delete(DATABASE_NAME);
		const odd = [{ id: "odd", updatedAt: 1, saved: null }, { id: "older" }];
		await createFixtureDatabase({
			...VERSION_1,
			stores: VERSION_1.stores.map((store) =>
				store.name === "documents" ? { ...store, records: [...odd, ...store.records] } : store,
			),
		});
		open();
		stops.push(library.watchDocuments(() => {}));
		await vi.waitFor(() => expect(counts.at(-1)).toEqual({ tasks: 0, documents: 2 }));
		expect(await library.getDocument("doc-1")).toBeDefined();
		expect(await db.documents.bulkGet(["odd", "older"])).toEqual(odd);
	});
});

import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { createCanvas } from "@napi-rs/canvas";
import { Dexie } from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DATABASE_NAME, StudioDatabase } from "./database";
import { type Library, openLibrary } from "./library";
import { guarded, LibraryError } from "./libraryError";
import type { TaskRecord } from "./records";

const task = (id: string, createdAt: number, more: Partial<TaskRecord> = {}): TaskRecord => ({
	id,
	createdAt,
	startedAt: createdAt,
	status: "running",
	operation: "generate",
	prompt: `prompt of ${id}`,
	params: { model: "gpt-image-2", size: "1024x1024", n: 1 },
	gateway: "custom",
	requestId: `hfis-${id}`,
	inputs: { references: [] },
	outputs: [],
	...more,
});

const picture = (width: number, height: number) =>
	new Blob([new Uint8Array(createCanvas(width, height).toBuffer("image/png"))], { type: "text/plain" });

let library: Library<{ version: 1; tile: Uint8Array }>;
beforeEach(() => {
	library = openLibrary();
});
afterEach(async () => {
	library.close();
	await Dexie.delete(DATABASE_NAME);
});

describe("the library", () => {
	it("does not use the database name of the previous plugin", () => {
		expect(DATABASE_NAME).toBe("image-studio");
	});

	it("stores an image once, under the SHA-256 of its bytes, with type and size from its header", async () => {
		const blob = picture(30, 20);
		const name = await library.putImage(blob);
		expect(name).toBe(
			createHash("sha256")
				.update(Buffer.from(await blob.arrayBuffer()))
				.digest("hex"),
		);
		const writes = vi.spyOn(IDBObjectStore.prototype, "put");
		expect(await library.putImage(picture(30, 20))).toBe(name);
		expect(writes.mock.calls.filter(([record]) => "blob" in record)).toEqual([]);
		writes.mockRestore();
		const stored = await library.getImage(name);
		expect(stored).toMatchObject({ width: 30, height: 20, contentType: "image/png", bytes: blob.size });
		expect(stored?.blob.type).toBe("image/png");
		const db = new StudioDatabase();
		expect(await db.images.count()).toBe(1);
		db.close();
	});

	it("commits with strict durability before a write resolves", async () => {
		const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
		await library.putImage(picture(4, 4));
		await library.addTask(task("a", 1));
		const writes = transaction.mock.calls.filter(([, mode]) => mode === "readwrite");
		expect(writes.length).toBeGreaterThan(1);
		for (const [, , options] of writes) expect(options).toEqual({ durability: "strict" });
		transaction.mockRestore();
	});

	it("applies a change to the currently stored record", async () => {
		await library.addTask(task("a", 1));
		await Promise.all([
			library.changeTask("a", (now) => ({ ...now, jobId: "j1" })),
			library.changeTask("a", (now) => ({ ...now, status: "done" })),
		]);
		expect(await library.getTask("a")).toMatchObject({ jobId: "j1", status: "done", prompt: "prompt of a" });
		expect(await library.changeTask("gone", (now) => ({ ...now, status: "done" }))).toBeUndefined();
	});

	it("writes one record for each change", async () => {
		for (let i = 0; i < 20; i++) await library.addTask(task(`t${i}`, i));
		const writes = vi.spyOn(IDBObjectStore.prototype, "put");
		await library.changeTask("t3", (now) => ({ ...now, status: "done" }));
		expect(writes).toHaveBeenCalledTimes(1);
		writes.mockRestore();
	});

	it("lists tasks newest first, after each change", async () => {
		for (const [index, id] of ["old", "middle", "new"].entries()) await library.addTask(task(id, index));
		const seen: { ids: readonly string[]; total: number }[] = [];
		const stop = library.watchTaskIds({}, (ids, total) => seen.push({ ids, total }));
		await vi.waitFor(() => expect(seen.at(-1)).toEqual({ ids: ["new", "middle", "old"], total: 3 }));
		await library.addTask(task("newest", 9));
		await vi.waitFor(() => expect(seen.at(-1)).toEqual({ ids: ["newest", "new", "middle", "old"], total: 4 }));
		stop();
	});

	it("reports number and size of the stored records", async () => {
		const nothing = { count: 0, bytes: 0 };
		expect(await library.usage()).toEqual({
			pictures: nothing,
			thumbnails: nothing,
			tasks: nothing,
			documents: nothing,
			bin: nothing,
		});
		const pictures = [picture(4, 4), picture(5, 5)];
		for (const one of pictures) await library.putImage(one);
		for (let i = 0; i < 60; i++) await library.addTask(task(`t${i}`, i));
		await library.putDocument("d", { version: 1, tile: new Uint8Array(1000) });
		await library.putDocument("deleted", { version: 1, tile: new Uint8Array(300) });
		await library.removeDocument("deleted");
		await library.addTask(task("deleted", 99));
		await library.removeTasks(["deleted"]);
		const db = new StudioDatabase();
		await db.thumbnails.put({ sha256: "ab".repeat(32), bytes: 70, blob: new ArrayBuffer(70) });
		db.close();
		const { tasks, ...rest } = await library.usage();
		expect(rest).toEqual({
			pictures: { count: 2, bytes: pictures.reduce((sum, { size }) => sum + size, 0) },
			thumbnails: { count: 1, bytes: 70 },
			documents: { count: 1, bytes: 1000 },
			bin: { count: 2, bytes: 300 },
		});
		expect(tasks.count).toBe(60);
		expect(tasks.bytes).toBeGreaterThan(60 * 200);
		expect(tasks.bytes).toBeLessThan(60 * 600);
	});

	it("finds running tasks", async () => {
		await library.addTask(task("a", 1));
		await library.addTask(task("b", 2, { status: "done" }));
		expect((await library.tasksWithStatus("running")).map((one) => one.id)).toEqual(["a"]);
	});

	it("keeps documents with their tiles, and metadata, after it is opened again", async () => {
		await library.putDocument("d", { version: 1, tile: new Uint8Array([1, 2, 255]) });
		await library.putMeta("currentDocument", "d");
		library.close();
		library = openLibrary();
		expect(await library.getMeta("currentDocument")).toBe("d");
		expect((await library.getDocument("d"))?.tile).toEqual(new Uint8Array([1, 2, 255]));
		expect(await library.getDocument("other")).toBeUndefined();
	});
});

describe("errors", () => {
	const quota = new DOMException("full", "QuotaExceededError");

	it.each([
		["unwrapped", quota],
		["inside a BulkError", Object.assign(new Error("bulk"), { name: "BulkError", failures: [quota] })],
		["wrapped in an AbortError", Object.assign(new Error("aborted"), { name: "AbortError", inner: quota })],
	])("report a full disk as quota: %s", async (_, error) => {
		await expect(guarded(() => Promise.reject(error))).rejects.toMatchObject({ code: "quota" });
	});

	it("are library_unreadable for any other reason, with the cause", async () => {
		const cause = new Error("boom");
		const refusal = await guarded(() => Promise.reject(cause)).catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(LibraryError);
		expect(refusal).toMatchObject({ code: "library_unreadable", cause });
	});

	it("of a full disk delete nothing", async () => {
		await library.addTask(task("a", 1));
		const name = await library.putImage(picture(4, 4));
		const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
			throw quota;
		});
		await expect(library.putImage(picture(5, 5))).rejects.toMatchObject({ code: "quota" });
		await expect(library.changeTask("a", (now) => ({ ...now, status: "done" }))).rejects.toMatchObject({
			code: "quota",
		});
		put.mockRestore();
		expect(await library.getTask("a")).toMatchObject({ status: "running" });
		expect(await library.getImage(name)).toBeDefined();
	});
});

import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DATABASE_NAME, StudioDatabase } from "./database";
import { createFixtureDatabase } from "./databaseFixture";
import { type Library, openLibrary } from "./library";
import type { TaskRecord } from "./records";
import { VERSION_1 } from "./version1.fixture";

type Tile = Uint8Array<ArrayBuffer>;
interface Step {
	readonly patches: readonly { readonly path: readonly (string | number)[]; readonly value?: Tile }[];
	readonly inverse: readonly { readonly path: readonly (string | number)[]; readonly value?: Tile }[];
}
interface Painting {
	readonly name: string;
	readonly width: number;
	readonly base: string;
	readonly masks: readonly { readonly tiles: readonly { readonly x: number; readonly coverage: Tile | number }[] }[];
	readonly history: { readonly past: readonly Step[]; readonly future: readonly Step[] };
}

const TILE_BYTES = 1024;
const LISTS = ["history.past", "history.future"];
const sha = (byte: number) => byte.toString(16).padStart(2, "0").repeat(32);
const tileOf = (byte: number): Tile => new Uint8Array(TILE_BYTES).fill(byte);

/** A minimal editor: tiles and history steps are immutable and shared from one save to the next. */
class Painter {
	tiles: ReadonlyMap<number, Tile> = new Map();
	past: readonly Step[] = [];
	future: readonly Step[] = [];
	name = "a.png";

	stroke(keys: readonly number[], byte: number, budget = 6): void {
		const changed = [...new Set(keys)].map((key) => [key, tileOf(byte), this.tiles.get(key)] as const);
		const path = (key: number) => ["masks", 0, "tiles", key];
		const step: Step = {
			patches: changed.map(([key, value]) => ({ path: path(key), value })),
			inverse: changed.map(([key, , value]) => (value ? { path: path(key), value } : { path: path(key) })),
		};
		this.apply(step.patches);
		this.past = [...this.past, step].slice(-budget);
		this.future = [];
	}
	apply(patches: Step["patches"]): void {
		const tiles = new Map(this.tiles);
		for (const { path, value } of patches) value ? tiles.set(Number(path[3]), value) : tiles.delete(Number(path[3]));
		this.tiles = tiles;
	}
	undo(): void {
		const step = this.past.at(-1);
		if (!step) return;
		this.apply(step.inverse);
		this.past = this.past.slice(0, -1);
		this.future = [...this.future, step];
	}
	redo(): void {
		const step = this.future.at(-1);
		if (!step) return;
		this.apply(step.patches);
		this.past = [...this.past, step];
		this.future = this.future.slice(0, -1);
	}
	save(): Painting {
		const tiles = [...this.tiles].map(([x, coverage]) => ({ x, coverage }));
		const { name, past, future } = this;
		return {
			name,
			width: 8,
			base: sha(1),
			masks: [{ tiles: [...tiles, { x: 99, coverage: 255 }] }],
			history: { past, future },
		};
	}
	load({ name, masks, history }: Painting): void {
		const tiles = masks[0]?.tiles ?? [];
		this.name = name;
		this.tiles = new Map(tiles.flatMap(({ x, coverage }) => (typeof coverage === "number" ? [] : [[x, coverage]])));
		({ past: this.past, future: this.future } = history);
	}
}

/** Records written to the database by table, and the bytes of chunks. */
function watchWrites() {
	const written: Record<string, number> = {};
	let bytes = 0;
	const { put, add } = IDBObjectStore.prototype;
	const count = (original: typeof put) =>
		function (this: IDBObjectStore, value: { bytes?: unknown }, key?: IDBValidKey) {
			written[this.name] = (written[this.name] ?? 0) + 1;
			if (value.bytes instanceof Uint8Array) bytes += value.bytes.byteLength;
			return original.call(this, value, key);
		};
	const spies = [
		vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(count(put)),
		vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(count(add)),
	];
	return () => {
		for (const spy of spies) spy.mockRestore();
		return { written, bytes };
	};
}

/** The number of stored records of documents, by table. */
async function stored() {
	const db = new StudioDatabase(DATABASE_NAME, LISTS);
	const chunks = await db.chunks.count();
	const parts = await db.parts.count();
	const [documents, heads] = [await db.documents.count(), await db.heads.count()];
	db.close();
	return { documents, heads, parts, chunks };
}

/** Abbreviates tiles, so that differences between documents are readable and quick to print. */
const legible = (value: unknown): unknown => {
	if (value instanceof Uint8Array) return `${value.length} of ${[...new Set(value)].join()}`;
	if (Array.isArray(value)) return value.map(legible);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, legible(inner)]));
};

let library: Library<Painting>;
const reopen = () => {
	library?.close();
	library = openLibrary<Painting>({ lists: LISTS });
};
beforeEach(reopen);
afterEach(async () => {
	library.close();
	await Dexie.delete(DATABASE_NAME);
});

describe("saving after a stroke", () => {
	async function painted(tiles: number): Promise<Painter> {
		const painter = new Painter();
		painter.stroke(
			Array.from({ length: tiles }, (_, key) => key),
			1,
		);
		painter.stroke([0, 1], 2);
		await library.putDocument("d", painter.save());
		return painter;
	}

	it("writes the stroke's tiles, its step and the head, regardless of the size of mask and history", async () => {
		const painter = await painted(200);
		const stop = watchWrites();
		painter.stroke([3, 4, 5], 7);
		await library.putDocument("d", painter.save());
		expect(stop()).toEqual({ written: { chunks: 3, parts: 1, heads: 1, documents: 1 }, bytes: 3 * TILE_BYTES });
	});

	it("is refused where the browser aborts a save without telling its requests, and the next save is made", async () => {
		const painter = await painted(2);
		// As Chromium does for lack of space once the transaction is being committed.
		const commit = vi.spyOn(IDBTransaction.prototype, "commit").mockImplementationOnce(function (this: IDBTransaction) {
			const transaction = this as unknown as { _requests: unknown[]; _abort(name: string): void };
			transaction._requests.length = 0;
			transaction._abort("QuotaExceededError");
		});
		painter.stroke([3], 7);
		await expect(library.putDocument("d", painter.save())).rejects.toMatchObject({ code: "quota" });
		await library.putDocument("d", painter.save());
		commit.mockRestore();
		reopen();
		expect(await library.getDocument("d")).toEqual(painter.save());
	});

	it("does not wait for the disk, unlike a deletion", async () => {
		const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
		const durabilities = () =>
			transaction.mock.calls
				.splice(0)
				.flatMap(([, mode, options]) => (mode === "readwrite" ? [options?.durability] : []));
		await painted(2);
		expect(durabilities()).toEqual(["relaxed"]);
		await library.deleteDocument("d");
		expect(durabilities()).toEqual(["strict"]);
		transaction.mockRestore();
	});

	it("packs large tiles, and reads them and tiles of older saves exactly", async () => {
		const soft = Uint8Array.from({ length: 65_536 }, (_, i) => (i * 7919) >> 3);
		const stroke = Uint8Array.from({ length: 65_536 }, (_, i) => Math.max(0, Math.min(255, ((i & 255) - 100) * 40)));
		const painting = {
			...new Painter().save(),
			masks: [{ tiles: [soft, stroke].map((coverage, x) => ({ x, coverage })) }],
		};
		const stop = watchWrites();
		await library.putDocument("d", painting);
		const { written, bytes } = stop();
		expect(written.chunks).toBe(2);
		expect(bytes).toBeLessThan(65_536 + 8000);
		reopen();
		expect((await library.getDocument("d"))?.masks).toEqual(painting.masks);
	});

	it("writes no tile and no step after an undo, a redo or a reload", async () => {
		const painter = await painted(20);
		const headOnly = { written: { heads: 1, documents: 1 }, bytes: 0 };
		let stop = watchWrites();
		painter.undo();
		await library.putDocument("d", painter.save());
		expect(stop()).toEqual(headOnly);
		reopen();
		painter.load((await library.getDocument("d")) as Painting);
		stop = watchWrites();
		painter.redo();
		await library.putDocument("d", painter.save());
		expect(stop()).toEqual(headOnly);
	});

	it("deletes steps that a stroke after an undo discards, and steps beyond the history's budget", async () => {
		const painter = await painted(2);
		expect(await stored()).toMatchObject({ parts: 2, chunks: 4 });
		painter.undo();
		painter.stroke([0], 3);
		await library.putDocument("d", painter.save());
		// The undone step and its two tiles are deleted.
		expect(await stored()).toMatchObject({ parts: 2, chunks: 3 });
		for (let byte = 10; byte < 20; byte++) {
			painter.stroke([0], byte);
			await library.putDocument("d", painter.save());
		}
		// Six steps with one tile each, the tile below the oldest step, and the untouched one.
		expect(await stored()).toMatchObject({ parts: 6, chunks: 8 });
	});

	it("stores a tile again that returns after it was deleted", async () => {
		const painter = new Painter();
		painter.stroke([0], 1);
		const before = painter.save();
		await library.putDocument("d", before);
		await library.putDocument("d", new Painter().save());
		expect(await stored()).toMatchObject({ parts: 0, chunks: 0 });
		await library.putDocument("d", before);
		reopen();
		expect(legible(await library.getDocument("d"))).toEqual(legible(before));
	});

	it("stores only the part of a buffer that a view covers", async () => {
		const painter = new Painter();
		painter.tiles = new Map([[0, new Uint8Array(new ArrayBuffer(1 << 20), 8, TILE_BYTES).fill(9)]]);
		await library.putDocument("d", painter.save());
		const db = new StudioDatabase(DATABASE_NAME, LISTS);
		expect((await db.chunks.toArray()).map(({ bytes }) => bytes.buffer.byteLength)).toEqual([TILE_BYTES]);
		db.close();
	});

	it("leaves the stored document unchanged if it fails, and the next save writes everything", async () => {
		const painter = await painted(3);
		const before = painter.save();
		painter.stroke([0], 9);
		const { put: original } = IDBObjectStore.prototype;
		const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, record) {
			if (this.name === "heads") throw new DOMException("full", "QuotaExceededError");
			return original.call(this, record);
		});
		await expect(library.putDocument("d", painter.save())).rejects.toMatchObject({ code: "quota" });
		put.mockRestore();
		const other = openLibrary<Painting>({ lists: LISTS });
		expect(legible(await other.getDocument("d"))).toEqual(legible(before));
		other.close();
		painter.stroke([1], 8);
		await library.putDocument("d", painter.save());
		reopen();
		expect(legible(await library.getDocument("d"))).toEqual(legible(painter.save()));
	});

	it("detects a write by another window, and leaves no records of the replaced version", async () => {
		const painter = await painted(5);
		const other = openLibrary<Painting>({ lists: LISTS });
		const elsewhere = new Painter();
		elsewhere.load((await other.getDocument("d")) as Painting);
		elsewhere.undo();
		elsewhere.stroke([4], 41);
		await other.putDocument("d", elsewhere.save());
		painter.stroke([2], 50);
		await library.putDocument("d", painter.save());
		other.close();
		reopen();
		expect(legible(await library.getDocument("d"))).toEqual(legible(painter.save()));
		const tiles = new Set([
			...painter.tiles.values(),
			...painter.past.flatMap((step) => [...step.patches, ...step.inverse].flatMap(({ value }) => value ?? [])),
		]);
		expect(await stored()).toMatchObject({ parts: painter.past.length, chunks: tiles.size });
	});
});

const move = fc.oneof(
	{ weight: 5, arbitrary: fc.record({ keys: fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }), byte: fc.nat(254) }) },
	{ weight: 6, arbitrary: fc.constantFrom("undo", "redo", "save", "reload", "rename") },
);

it("any sequence of gestures, undos, saves and reloads returns an equal document and leaves no garbage", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(move, { minLength: 4, maxLength: 30 }), async (moves) => {
			library.close();
			await Dexie.delete(DATABASE_NAME);
			reopen();
			const painter = new Painter();
			for (const one of [...moves, "save", "reload"] as const) {
				if (typeof one === "object") painter.stroke(one.keys, one.byte + 1, 3);
				else if (one === "undo") painter.undo();
				else if (one === "redo") painter.redo();
				else if (one === "save") await library.putDocument("d", painter.save());
				else if (one === "rename" && (await library.updateDocumentFields("d", { name: "b.png" })))
					painter.name = "b.png";
				else if (one === "reload") {
					await library.putDocument("d", painter.save());
					reopen();
					const back = (await library.getDocument("d")) as Painting;
					expect(legible(back)).toEqual(legible(painter.save()));
					painter.load(back);
				}
			}
			const steps = [...painter.past, ...painter.future];
			const values = steps.flatMap(({ patches, inverse }) => [...patches, ...inverse].map(({ value }) => value));
			const tiles = new Set([...painter.tiles.values(), ...values.filter((value) => value !== undefined)]);
			expect(await stored()).toEqual({ documents: 1, heads: 1, parts: steps.length, chunks: tiles.size });
		}),
		{ numRuns: 40 },
	);
});

describe("many documents", () => {
	const task = (inputs: TaskRecord["inputs"], image?: string) =>
		({
			id: `t${image}`,
			createdAt: 1,
			status: "done",
			prompt: "",
			inputs,
			outputs: image ? [{ image }] : [],
		}) as unknown as TaskRecord;
	const painting = (name: string, base: string, more: object = {}) => ({
		...new Painter().save(),
		name,
		base,
		...more,
	});

	it("are listed newest first with facts and sizes, after each change", async () => {
		const image = await library.putImage(new Blob([new Uint8Array(500)]));
		const painter = new Painter();
		painter.stroke([0], 1);
		const seen: { names: string[]; bytes: number[] }[] = [];
		const stop = library.watchDocuments((all) =>
			seen.push({ names: all.map(({ facts }) => facts.name), bytes: all.map(({ bytes }) => bytes) }),
		);
		vi.spyOn(Date, "now").mockReturnValueOnce(1).mockReturnValueOnce(1);
		await library.putDocument("old", painting("old.png", image));
		vi.restoreAllMocks();
		await library.putDocument("new", { ...painter.save(), name: "new.png" });
		await vi.waitFor(() => expect(seen.at(-1)).toEqual({ names: ["new.png", "old.png"], bytes: [TILE_BYTES, 500] }));
		await library.updateDocumentFields("old", { name: "renamed.png" });
		await vi.waitFor(() => expect(seen.at(-1)?.names).toEqual(["new.png", "renamed.png"]));
		stop();
		expect((await library.getDocument("old"))?.name).toBe("renamed.png");
		expect(await library.updateDocumentFields("gone", { name: "x" })).toBe(false);
	});

	it("are deleted one by one, with the images that nothing else names", async () => {
		const names: string[] = [];
		for (let i = 0; i < 8; i++) names.push(await library.putImage(new Blob([new Uint8Array([i])])));
		const [base, shared, target, output, mask, undone, reference, unsaved] = names as [
			string,
			string,
			string,
			string,
			string,
			string,
			string,
			string,
		];
		const step = { patches: [], inverse: [{ path: ["results", 0], value: { image: undone } }] } as unknown as Step;
		const images = [shared, target, output, mask, unsaved].map((image) => ({ image }));
		const painter = new Painter();
		painter.stroke([0], 1);
		const { history } = painter.save();
		const full = {
			results: images,
			references: [{ image: reference }],
			history: { ...history, past: [...history.past, step] },
		};
		await library.putDocument("a", painting("a", base, full));
		await library.putDocument("b", painting("b", shared));
		await library.addTask(task({ target, references: [], editMask: mask }, output));
		await library.deleteDocument("a", [unsaved]);
		expect(await stored()).toMatchObject({ documents: 1, heads: 1, parts: 0, chunks: 0 });
		const left = await Promise.all(names.map(async (name) => ((await library.getImage(name)) ? name : null)));
		expect(left).toEqual([null, shared, target, output, mask, null, null, unsaved]);
		expect(await library.getDocument("a")).toBeUndefined();
		expect((await library.getDocument("b"))?.name).toBe("b");
	});
});

describe("version 1", () => {
	it("is migrated: documents with masks and history, tasks, images and metadata", async () => {
		library.close();
		await Dexie.delete(DATABASE_NAME);
		await createFixtureDatabase(VERSION_1);
		reopen();
		for (const { id, saved } of VERSION_1.documents)
			expect(legible(await library.getDocument(id))).toEqual(legible(saved));
		expect(await stored()).toEqual({ documents: 2, heads: 2, parts: 2, chunks: 3 });
		expect(await library.getTask("task-1")).toMatchObject({ prompt: "a fox", documentId: "doc-1" });
		expect((await library.getImage("ab".repeat(32)))?.bytes).toBe(3);
		expect(await library.getMeta("currentDocument")).toBe("doc-1");
		const reported = await new Promise<string[]>((resolve) => {
			const stop = library.watchDocuments((all) => {
				resolve(all.map(({ id, bytes }) => `${id} ${bytes}`));
				setTimeout(() => stop());
			});
		});
		expect(reported).toEqual([`doc-1 ${3 * 65_536 + 3}`, "doc-2 0"]);
		expect(await library.deleteUnusedImages()).toBe(0);
		expect(await library.getImage("ab".repeat(32))).toBeDefined();
	});
});

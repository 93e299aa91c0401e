import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DATABASE_NAME } from "../library/database";
import { type Library, openLibrary } from "../library/library";
import { LibraryError } from "../library/libraryError";
import { importHistory } from "./history";
import {
	BROKEN_RECORDS,
	dataUrl,
	PREVIOUS_TASKS,
	paintPng,
	plantPreviousDatabase,
	previousTask,
} from "./previousPlugin.fixture";
import { openPreviousHistory } from "./previousStore";
import { deletePreviousKey, takeOverSettings } from "./settings";

const PREVIOUS_NAME = "haloforge-image-studio";
const sha = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

let library: Library;
let stored: Record<string, string>;
const open = () => openPreviousHistory((key) => stored[key] ?? null);
const download = async (url: string): Promise<Blob> => {
	if (!url.endsWith("there.png")) throw new Error("status 403");
	return new Blob([new Uint8Array(paintPng("yellow"))]);
};
const run = (more: object = {}) => importHistory({ library, open, download, ...more });

beforeEach(() => {
	library = openLibrary();
	stored = {};
});
afterEach(async () => {
	library.close();
	await Promise.all([DATABASE_NAME, PREVIOUS_NAME].map((name) => Dexie.delete(name)));
});

async function readPreviousRecords(): Promise<unknown[]> {
	const { records, close } = await open();
	const all = await Promise.all(records.map(({ read }) => read()));
	close();
	return all;
}

describe("the history of the previous plugin", () => {
	it("is imported completely, with its images, and stays unchanged", async () => {
		await plantPreviousDatabase([...PREVIOUS_TASKS, ...BROKEN_RECORDS]);
		const before = await readPreviousRecords();
		const seen: string[] = [];
		const imported = await run({ onProgress: (done: number, total: number) => seen.push(`${done}/${total}`) });
		// One image of "gone" and three of "half" are missing.
		expect(imported).toEqual({ tasks: 8, unreadable: 3, missing: 4 });
		expect(seen).toHaveLength(11);
		expect([seen[0], seen.at(-1)]).toEqual(["0/11", "10/11"]);
		expect(await readPreviousRecords()).toEqual(before);

		const task = (id: string) => library.getTask(`former-${id}`);
		expect(await task("plain")).toMatchObject({
			status: "done",
			operation: "generate",
			prompt: "former prompt plain",
			params: {
				model: "gpt-image-1",
				size: "1024x1024",
				quality: "high",
				n: 2,
				outputFormat: "png",
				moderation: "auto",
			},
			createdAt: 1000,
			elapsedMs: 9000,
			outputs: [
				{ index: 0, image: sha(paintPng("red")), width: 6, height: 4, revisedPrompt: "a former prompt, revised" },
			],
		});
		const image = await library.getImage(sha(paintPng("red")));
		expect([image?.contentType, image?.bytes]).toEqual(["image/png", paintPng("red").length]);
		expect((await task("twice"))?.outputs.map((output) => output.image)).toEqual([
			sha(paintPng("blue")),
			sha(paintPng("green")),
		]);
		// The reference that has the mask becomes the target, whatever its position.
		expect(await task("edit")).toMatchObject({
			operation: "edit",
			inputs: { target: sha(paintPng("gray")), editMask: sha(paintPng("black")), references: [sha(paintPng("white"))] },
		});
		expect(await task("cloud")).toMatchObject({ gateway: "managed", outputs: [{ image: sha(paintPng("yellow")) }] });
		expect(await task("gone")).toMatchObject({
			outputs: [{ index: 1 }],
			failures: [{ index: 0, error: { code: "former_picture" } }],
		});
		const failed = await task("failed");
		expect(failed).toMatchObject({ status: "failed", error: { code: "former" } });
		expect(failed?.error?.message).toMatch(/^HTTP 400: bad size/);
		expect(JSON.stringify(failed)).not.toContain("sk-former");
		expect(await task("cut")).toMatchObject({ status: "interrupted", error: { code: "interrupted" } });
		expect(await task("half")).toMatchObject({ params: { model: "unknown", n: 1 }, outputs: [] });
		const favourites = await new Promise<ReadonlySet<string>>((resolve) => library.watchFavourites(resolve));
		expect([...favourites]).toEqual(["former-plain"]);
	});

	it("is imported with a truncated image as damaged, kept as it was", async () => {
		const cut = paintPng("red", 40, 30).subarray(0, -12);
		await plantPreviousDatabase([
			previousTask("cut-image", 1000, { outputs: [dataUrl(cut), dataUrl(paintPng("blue"))] }),
		]);
		expect(await run()).toEqual({ tasks: 1, unreadable: 0, missing: 0 });
		const task = await library.getTask("former-cut-image");
		expect(task?.outputs.map(({ isDamaged, width }) => [isDamaged, width])).toEqual([
			[true, 40],
			[undefined, 6],
		]);
		expect(task?.outputs[0]?.image).toBe(sha(cut));
	});

	it("is imported once: tasks deleted since do not return", async () => {
		await plantPreviousDatabase(PREVIOUS_TASKS);
		await run();
		await library.removeTasks(["former-plain"]);
		expect(await run()).toBeUndefined();
		expect(await library.getTask("former-plain")).toBeUndefined();
	});

	it("keeps all known parameters", async () => {
		const params = { model: "m", format: "webp", compression: 80, background: "opaque", moderation: "low", count: "3" };
		await plantPreviousDatabase([
			previousTask("set", 1, { params }),
			previousTask("odd", 2, { params: { format: "bmp" } }),
		]);
		await run();
		const set = { outputFormat: "webp", outputCompression: 80, background: "opaque", moderation: "low" };
		expect((await library.getTask("former-set"))?.params).toEqual({ model: "m", n: 3, ...set });
		expect((await library.getTask("former-odd"))?.params).toEqual({ model: "unknown", n: 1 });
	});

	it("downloads images at a later start if the network was missing, for tasks that still exist", async () => {
		const outputs = [dataUrl(paintPng("red")), "https://cdn.example/there.png", "https://cdn.example/gone.png"];
		await plantPreviousDatabase([previousTask("far", 1, { outputs }), previousTask("deleted", 2, { outputs })]);
		const offline = vi.fn(() => Promise.reject(new TypeError("offline")));
		expect(await run({ download: offline })).toMatchObject({ tasks: 2, missing: 4 });
		await library.removeTasks(["former-deleted"]);
		expect(await run()).toBeUndefined();
		const task = await library.getTask("former-far");
		expect(task?.outputs.map(({ index, image }) => [index, image])).toEqual([
			[0, sha(paintPng("red"))],
			[1, sha(paintPng("yellow"))],
		]);
		expect(task?.failures?.map(({ index }) => index)).toEqual([2]);
		expect(await library.getTask("former-deleted")).toBeUndefined();
		// The number of tries is limited.
		for (let start = 0; start < 20; start++) await run({ download: offline });
		expect(offline.mock.calls.length).toBeLessThan(4 + 12);
	});

	it("skips a record that the browser cannot read", async () => {
		await plantPreviousDatabase(PREVIOUS_TASKS);
		const get = IDBObjectStore.prototype.get;
		vi.spyOn(IDBObjectStore.prototype, "get").mockImplementation(function (this: IDBObjectStore, key) {
			if (key === "plain") throw new DOMException("lost", "DataError");
			return get.call(this, key);
		});
		expect(await run()).toMatchObject({ tasks: 7, unreadable: 1 });
		vi.restoreAllMocks();
	});

	it("stops without loss if its database is closed during the import", async () => {
		await plantPreviousDatabase(PREVIOUS_TASKS);
		const closing = async () => {
			const { records, close } = await open();
			const read = async () => {
				close();
				return records[1]?.read();
			};
			return { records: records.map((one, at) => (at === 1 ? { ...one, read } : one)), close };
		};
		await expect(run({ open: closing })).rejects.toMatchObject({ name: "InvalidStateError" });
		expect(await run()).toEqual({ tasks: 8, unreadable: 0, missing: 4 });
	});

	it("continues after a reload and imports nothing twice", async () => {
		await plantPreviousDatabase(PREVIOUS_TASKS);
		const addTask = vi.fn(library.addTask);
		addTask.mockImplementationOnce(library.addTask).mockImplementationOnce(library.addTask);
		addTask.mockImplementationOnce(async () => {
			throw new LibraryError("quota");
		});
		await expect(run({ library: { ...library, addTask } })).rejects.toMatchObject({ code: "quota" });
		// The page closed after a task was stored but before the progress was.
		const putMeta = vi.fn(async () => {
			throw new Error("closed");
		});
		await expect(run({ library: { ...library, putMeta } })).rejects.toThrow("closed");
		await library.changeTask("former-edit", (task) => ({ ...task, prompt: "changed since" }));
		const again = vi.fn(library.addTask);
		expect(await run({ library: { ...library, addTask: again } })).toEqual({ tasks: 8, unreadable: 0, missing: 4 });
		expect(await library.getTask("former-edit")).toMatchObject({ prompt: "changed since" });
		expect(again).toHaveBeenCalledTimes(5);
		const ids = await new Promise<readonly string[]>((resolve) => library.watchTaskIds({}, resolve));
		expect(ids).toHaveLength(8);
	});

	it("is also read from localStorage, where older versions stored it", async () => {
		stored["hfis.tasks.v1"] = JSON.stringify([previousTask("a", 1), previousTask("b", 2), "no task"]);
		await plantPreviousDatabase([previousTask("b", 2)]);
		expect(await run()).toEqual({ tasks: 2, unreadable: 1, missing: 0 });
		expect(stored["hfis.tasks.v1"]).toContain("former prompt a");
	});

	it.each(["{cut off", "null", "[]"])("is empty if localStorage holds %s", async (text) => {
		stored["hfis.tasks.v1"] = text;
		const imported = await run();
		expect(imported ?? { tasks: 0 }).toMatchObject({ tasks: 0 });
	});

	it("is read from a database of another version, too", async () => {
		await plantPreviousDatabase([previousTask("later", 1)], 7);
		expect(await run()).toMatchObject({ tasks: 1 });
	});

	it("does not create a missing database", async () => {
		expect(await run()).toBeUndefined();
		const names = (await indexedDB.databases()).map(({ name }) => name);
		expect(names).not.toContain(PREVIOUS_NAME);
		// The same in a browser that cannot list its databases.
		vi.spyOn(indexedDB, "databases").mockImplementation(undefined as never);
		Object.assign(indexedDB, { databases: undefined });
		try {
			await library.putMeta("upgrade.history", undefined);
			expect(await run()).toBeUndefined();
		} finally {
			vi.restoreAllMocks();
			Reflect.deleteProperty(indexedDB, "databases");
		}
		expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(PREVIOUS_NAME);
	});
});

describe("settings and key of the previous plugin", () => {
	const SETTINGS = {
		defaultModel: "gpt-image-1",
		customBaseUrl: "https://relay.example/v1",
		clearPromptAfterSubmit: true,
	};
	const KEY = "sk-former-planted";
	const storage = {
		getItem: (key: string) => stored[key] ?? null,
		setItem: (key: string, value: string) => {
			stored[key] = value;
		},
	};
	const setUp = (mayDelete = true, isThere = true) => {
		const backend = {
			health: async () => (isThere ? { version: "0" } : null),
			takeOver: vi.fn(async () => ({ taken: true, profile_id: "default", may_delete: mayDelete })),
		};
		return { backend, move: () => takeOverSettings({ storage, backend, library }) };
	};
	beforeEach(() => {
		stored["hfis.settings.v1"] = JSON.stringify({ ...SETTINGS, odd: { deep: 1 }, customApiKey: ` ${KEY} ` });
	});

	it("move to the backend, and the key is deleted from the page", async () => {
		const { backend, move } = setUp();
		expect(await move()).toBe("moved");
		expect(backend.takeOver).toHaveBeenCalledWith(SETTINGS, KEY);
		expect(JSON.parse(stored["hfis.settings.v1"]!)).toEqual({ ...SETTINGS, odd: { deep: 1 } });
		// Only once: a profile that was removed since does not return.
		expect(await move()).toBe("none");
		expect(backend.takeOver).toHaveBeenCalledTimes(1);
	});

	it("wait for a backend, and nothing is deleted if it refuses", async () => {
		const before = { ...stored };
		expect(await setUp(true, false).move()).toBe("none");
		const refusing = setUp();
		refusing.backend.takeOver.mockRejectedValueOnce(new Error("no"));
		await expect(refusing.move()).rejects.toThrow();
		expect(stored).toEqual(before);
		expect(await refusing.move()).toBe("moved");
	});

	it("a key without a valid address stays until the user deletes it", async () => {
		const { move } = setUp(false);
		expect(await move()).toBe("kept");
		expect(stored["hfis.settings.v1"]).toContain(KEY);
		deletePreviousKey(storage);
		expect(stored["hfis.settings.v1"]).not.toContain(KEY);
		expect(await move()).toBe("none");
	});

	it.each(["{cut", "[]", "null", "7", ""])("%j contains no settings to move", async (text) => {
		stored["hfis.settings.v1"] = text;
		const { backend, move } = setUp();
		expect(await move()).toBe("none");
		expect(backend.takeOver).not.toHaveBeenCalled();
		expect(stored["hfis.settings.v1"]).toBe(text);
	});
});

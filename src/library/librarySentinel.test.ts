import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DATABASE_NAME } from "./database";
import { type Library, openLibrary } from "./library";

let library: Library;
const items = new Map<string, string>();
beforeEach(() => {
	items.clear();
	vi.stubGlobal("localStorage", {
		getItem: (key: string) => items.get(key) ?? null,
		setItem: (key: string, value: string) => void items.set(key, value),
	});
	library = openLibrary();
});
afterEach(async () => {
	library.close();
	await Dexie.delete(DATABASE_NAME);
	vi.unstubAllGlobals();
});
const reopen = async (change: () => Promise<unknown>) => {
	library.close();
	await change();
	library = openLibrary();
};

it("a first start and an ordinary restart find no loss", async () => {
	expect(await library.findLoss()).toBeUndefined();
	await library.markChange();
	await reopen(async () => {});
	expect(await library.findLoss()).toBeUndefined();
});

it("a library that was deleted behind the studio's back is found lost, until the loss has been dealt with", async () => {
	await library.markChange();
	await reopen(() => Dexie.delete(DATABASE_NAME));
	expect(await library.findLoss()).toBe("lost");
	await reopen(async () => {});
	expect(await library.findLoss(), "not dealt with yet").toBe("lost");
	await library.markChange();
	expect(await library.findLoss()).toBeUndefined();
});

it("a library that was set back is found older", async () => {
	await library.markChange();
	const before = await library.getMeta("changeMark");
	await library.markChange();
	await library.putMeta("changeMark", before);
	expect(await library.findLoss()).toBe("older");
});

it("a browser that reports the loss of the data is believed, without a mark", async () => {
	await library.open();
	await reopen(async () => {
		await Dexie.delete(DATABASE_NAME);
		const open = indexedDB.open.bind(indexedDB);
		vi.spyOn(indexedDB, "open").mockImplementation((...args) => {
			const request = open(...args);
			request.addEventListener("upgradeneeded", (event) =>
				Object.defineProperty(event, "dataLoss", { value: "total" }),
			);
			return request;
		});
	});
	expect(await library.findLoss()).toBe("lost");
	vi.restoreAllMocks();
});

it("nothing is found where the page has no localStorage", async () => {
	vi.stubGlobal("localStorage", undefined);
	await library.markChange();
	await reopen(() => Dexie.delete(DATABASE_NAME));
	expect(await library.findLoss()).toBeUndefined();
});

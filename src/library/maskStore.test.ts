import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, expect, it } from "vitest";
import { DATABASE_NAME, StudioDatabase } from "./database";
import { type Library, openLibrary } from "./library";
import { COPIED_MASK, type SavedMasks } from "./maskStore";

const libraries: Library[] = [];
const open = (): Library => {
	const library = openLibrary();
	libraries.push(library);
	return library;
};
afterEach(async () => {
	for (const library of libraries.splice(0)) library.close();
	await Dexie.delete(DATABASE_NAME);
});

const list = (library: Library) =>
	new Promise<SavedMasks>((resolve) => {
		const stop = library.watchMasks((masks) => {
			resolve(masks);
			setTimeout(() => stop());
		});
	});

const disc = Uint8Array.from({ length: 65_536 }, (_, i) =>
	((i >> 8) - 128) ** 2 + ((i & 255) - 128) ** 2 < 9000 ? 255 : 0,
);
const noise = Uint8Array.from({ length: 65_536 }, (_, i) => (i * 2_654_435_761) >>> 24);
const content = {
	width: 700,
	height: 300,
	tiles: [
		{ x: 0, y: 0, coverage: disc },
		{ x: 1, y: 0, coverage: 255 },
		{ x: 2, y: 1, coverage: noise },
	],
};
const preview = { width: 1, height: 1, coverage: new Uint8Array([9]) };

it("a mask comes back as it was saved, also in another window, and packed where that saves room", async () => {
	const id = await open().saveMask({ name: "Sky", content, preview });
	const other = open();
	expect(await other.getMask(id)).toEqual(content);
	const { masks } = await list(other);
	expect(masks).toMatchObject([{ id, name: "Sky", width: 700, height: 300, preview }]);
	expect(masks[0]?.bytes).toBeLessThan(65_536 + 5000);
	expect((await other.usage()).documents.bytes).toBe(masks[0]?.bytes);
	expect(await other.getMask("other")).toBeUndefined();
});

it("masks are renamed, removed, and put back with everything", async () => {
	const library = open();
	const id = await library.saveMask({ name: "Sky", content, preview });
	expect(await library.renameMask(id, "Clouds")).toBe(true);
	expect(await library.renameMask("other", "x")).toBe(false);
	const undo = await library.removeMask(id);
	expect((await list(library)).masks).toEqual([]);
	expect(await library.getMask(id)).toBeUndefined();
	expect(await library.removeMask(id)).toBeUndefined();
	await undo?.();
	expect((await list(library)).masks).toMatchObject([{ id, name: "Clouds" }]);
	expect(await library.getMask(id)).toEqual(content);
});

it("the copied mask is one, and not in the list", async () => {
	const library = open();
	await library.copyMask({ content, preview });
	await library.copyMask({ content: { ...content, width: 701 }, preview });
	const { masks, copied } = await list(library);
	expect([masks.length, copied?.width]).toEqual([0, 701]);
	expect((await library.getMask(COPIED_MASK))?.width).toBe(701);
});

it("damaged records are counted, said and kept; the others are used", async () => {
	const library = open();
	const good = await library.saveMask({ name: "Good", content, preview });
	const cut = await library.saveMask({ name: "Cut", content, preview });
	const db = new StudioDatabase();
	await db.masks.put({ id: "bad", name: "Bad" } as never);
	await db.maskTiles.delete(cut);
	await db.maskTiles.put({ id: "bad", tiles: [] });
	const { masks, damaged } = await list(library);
	expect(masks.map(({ name }) => name).sort()).toEqual(["Cut", "Good"]);
	expect(damaged).toBe(1);
	await expect(library.getMask(cut)).rejects.toMatchObject({ code: "record_damaged" });
	expect(await library.getMask(good)).toEqual(content);
	await db.maskTiles.put({ id: good, tiles: [{ x: 0, y: 0, coverage: new Uint8Array([255, 255]), length: 65_536 }] });
	await expect(library.getMask(good)).rejects.toMatchObject({ code: "record_damaged" });
	expect(await db.masks.count()).toBe(3);
	db.close();
});

import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DATABASE_NAME } from "../library/database";
import { type Library, openLibrary } from "../library/library";
import { makeTask } from "../library/makeTask";
import { emptyBin, emptyBinByAge } from "./emptyBin";

const forgotten = vi.hoisted(() => vi.fn(async (_: readonly string[]) => {}));
vi.mock("../host/backend", () => ({ backend: { forgetKeptResults: forgotten } }));

const DAY_MS = 24 * 60 * 60_000;
let library: Library;
beforeEach(() => {
	vi.useFakeTimers({ toFake: ["Date"] });
	forgotten.mockClear();
	library = openLibrary();
});
afterEach(async () => {
	vi.useRealTimers();
	library.close();
	await Dexie.delete(DATABASE_NAME);
});

const ports = () => ({ library, documents: { purge: (id: string) => library.deleteDocument(id) } });
const binned = async () => [
	...(await library.tasksDeletedBefore(Number.POSITIVE_INFINITY)),
	...(await library.documentsDeletedBefore(Number.POSITIVE_INFINITY)),
];

async function remove(name: string): Promise<string> {
	const image = await library.putImage(new Blob([name]));
	await library.addTask(makeTask(`task ${name}`, { inputs: { references: [image] } }));
	await library.putDocument(`document ${name}`, { name });
	await library.removeTasks([`task ${name}`]);
	await library.removeDocument(`document ${name}`);
	return image;
}

it("what has been in the bin for too long is deleted for good, with its images and the backend's copies", async () => {
	const old = await remove("old");
	vi.setSystemTime(Date.now() + 29 * DAY_MS);
	const young = await remove("young");
	await emptyBinByAge(30, ports());
	expect(await binned()).toHaveLength(4);
	vi.setSystemTime(Date.now() + DAY_MS);
	await emptyBinByAge(30, ports());
	expect(await binned()).toEqual(["task young", "document young"]);
	expect(await library.getImage(old)).toBeUndefined();
	expect(await library.getImage(young)).toBeDefined();
	expect(forgotten.mock.calls).toEqual([[["task old"]]]);
});

it("with 0 days everything stays until the user empties the bin", async () => {
	await remove("old");
	vi.setSystemTime(Date.now() + 4000 * DAY_MS);
	await emptyBinByAge(0, ports());
	expect(await binned()).toHaveLength(2);
	await emptyBin(Number.POSITIVE_INFINITY, ports());
	expect(await binned()).toEqual([]);
	expect((await library.usage()).bin).toEqual({ count: 0, bytes: 0 });
});

import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, expect, it } from "vitest";
import { gif, quarters } from "../../editor/codec/decode/imageFilesForTests";
import { DATABASE_NAME } from "../library/database";
import { type Library, openLibrary } from "../library/library";
import type { TaskRecord } from "../library/records";
import { FakeBackend } from "./fakeBackend";
import { refillLibrary, saveLibraryCopy } from "./refillLibrary";

let library: Library;
let fake: FakeBackend;
beforeEach(() => {
	fake = new FakeBackend();
	library = openLibrary();
});
afterEach(async () => {
	library.close();
	await Dexie.delete(DATABASE_NAME);
});

const task = (id: string, more: Partial<TaskRecord> = {}): TaskRecord => ({
	id,
	createdAt: 5,
	startedAt: 5,
	status: "running",
	operation: "generate",
	prompt: `prompt of ${id}`,
	params: { model: "gpt-image-2", n: 2 },
	gateway: "custom",
	requestId: `hfis-${id}`,
	inputs: { references: [] },
	outputs: [],
	...more,
});

const picturesOf = (id: string) => [0, 1].map((index) => Buffer.from(`picture ${index} of ${id}`));

/** A job whose two pictures the page has acknowledged. */
async function keepResult(
	id: string,
	pictures: readonly Buffer[] = picturesOf(id),
	size = { width: 8, height: 4 },
): Promise<void> {
	const request = {
		request_id: `hfis-${id}`,
		task_id: id,
		operation: "generate" as const,
		base_url: "https://a.example",
	};
	const job = await fake.backend.submit({ ...request, prompt: "", params: { model: "m", n: 2 }, images: [] });
	for (const [index, picture] of pictures.entries()) fake.emitPicture(job, index, picture, size);
	fake.emitDone(job, 2);
	await fake.backend.acknowledge(job);
}

const refill = () => refillLibrary({ library, backend: fake.backend, lostPrompt: "lost prompt", lostModel: "?" });
const lose = async () => {
	library.close();
	await Dexie.delete(DATABASE_NAME);
	library = openLibrary();
};

it("a lost library gets its finished results back, with their pictures", async () => {
	await keepResult("t-1");
	expect(await refill()).toEqual({ tasks: 1, images: 2 });
	const found = await library.getTask("t-1");
	expect(found).toMatchObject({ status: "done", prompt: "lost prompt", requestId: "hfis-t-1", params: { n: 2 } });
	expect(found?.outputs.map(({ index }) => index)).toEqual([0, 1]);
	for (const { image } of found?.outputs ?? []) expect((await library.getImage(image))?.bytes).toBeGreaterThan(0);
	expect(await refill(), "again").toEqual({ tasks: 0, images: 0 });
});

it("images that the backend could not read come back with their size, type and condition", async () => {
	const pictures = [gif(64, 48, [Array(64 * 48).fill(1)]), quarters(64, 48, "image/jpeg").subarray(0, -2)];
	await keepResult("t-1", pictures, { width: 0, height: 0 });
	await refill();
	expect((await library.getTask("t-1"))?.outputs).toMatchObject([
		{ contentType: "image/gif", width: 64, height: 48 },
		{ contentType: "image/jpeg", width: 64, height: 48, isDamaged: true },
	]);
});

it("with a copy of the records, prompts and parameters come back too", async () => {
	await library.addTask(task("t-1"));
	await library.addTask(task("t-2", { status: "failed", error: { code: "timeout", message: "" } }));
	await library.setFavourites(["t-2"], true);
	await saveLibraryCopy({ library, backend: fake.backend });
	await keepResult("t-1");
	await lose();
	expect(await refill()).toEqual({ tasks: 2, images: 2 });
	expect(await library.getTask("t-1")).toMatchObject({ prompt: "prompt of t-1", status: "done", outputs: [{}, {}] });
	expect(await library.getTask("t-2")).toMatchObject({ status: "failed", error: { code: "timeout" } });
	const favourites = await new Promise<ReadonlySet<string>>((resolve) => library.watchFavourites(resolve));
	expect([...favourites]).toEqual(["t-2"]);
});

it("an older library keeps what it has, and gets what it lacks", async () => {
	await keepResult("t-1");
	await library.addTask(task("t-1", { prompt: "its own prompt" }));
	await library.addTask(task("t-9", { status: "done" }));
	expect(await refill()).toEqual({ tasks: 1, images: 2 });
	expect(await library.getTask("t-1")).toMatchObject({ prompt: "its own prompt", status: "done", outputs: [{}, {}] });
	expect(await library.getTask("t-9")).toMatchObject({ prompt: "prompt of t-9" });
});

it("a picture that the backend lost withholds no other", async () => {
	await keepResult("t-1");
	await keepResult("t-2");
	const [lost] = [...fake.blobs].find(([, bytes]) => String(bytes) === "picture 0 of t-1") ?? [""];
	fake.blobs.delete(lost);
	expect(await refill()).toEqual({ tasks: 2, images: 3 });
	expect((await library.getTask("t-1"))?.outputs.map(({ index }) => index)).toEqual([1]);
});

it("the copy holds the records and no picture", async () => {
	const image = await library.putImage(new Blob(["the bytes of a picture"]));
	const output = { index: 0, image, contentType: "image/png", width: 1, height: 1 };
	await library.addTask(task("t-1", { status: "done", outputs: [output] }));
	await saveLibraryCopy({ library, backend: fake.backend });
	const [copy] = fake.copies;
	const text = String(fake.blobs.get(copy?.sha256 ?? ""));
	expect(text).toContain("prompt of t-1");
	expect(text).not.toContain("the bytes");
});

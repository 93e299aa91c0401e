// The imported samples are read once, when they are asked for; a failure can be repeated, and a document that is closed stops it.
import { expect, test, vi } from "vitest";
import { noisePicture } from "../plan/picturesForTests";
import { EditorError } from "../types";
import type { JobRunner } from "../work";
import { ImportedSamples } from "./importedSamples";
import { ShownPicture } from "./shownPicture";

const SIZE = { width: 8, height: 6 };
const SAMPLES = { ...noisePicture(SIZE, 1), mip: [], notes: [], png: null };

function opened(decode: () => Promise<unknown>) {
	const bitmap = { ...SIZE, close: vi.fn() };
	const shown = new ShownPicture(bitmap as unknown as ImageBitmap);
	const run = vi.fn(decode);
	const onRead = vi.fn();
	const samples = new ImportedSamples(
		{ shown, notes: ["first-frame"], samples: null },
		{
			image: "i",
			store: { put: async () => "i", get: async () => new Blob(["file"]) },
			jobRunner: { run } as unknown as JobRunner,
			onRead,
		},
	);
	return { samples, shown, bitmap, run, onRead };
}

test("they are read once, are shown from then on, and the bitmap is freed", async () => {
	const { samples, shown, bitmap, run, onRead } = opened(async () => SAMPLES);
	expect([samples.notes, run.mock.calls.length, shown.bitmap === null]).toEqual([["first-frame"], 0, false]);
	expect(await Promise.all([samples.read(), samples.read()])).toEqual([SAMPLES, SAMPLES]);
	expect([run.mock.calls.length, onRead.mock.calls.length, bitmap.close.mock.calls.length]).toEqual([1, 1, 1]);
	expect([shown.samples, shown.bitmap, samples.notes]).toEqual([SAMPLES, null, []]);
});

test("a failure leaves the bitmap on the canvas, and the next call reads again", async () => {
	const answers = [() => Promise.reject(new EditorError("no-memory")), async () => SAMPLES];
	const { samples, shown } = opened(() => answers.shift()?.() ?? Promise.reject());
	await expect(samples.read()).rejects.toMatchObject({ code: "no-memory" });
	expect(shown.bitmap).not.toBeNull();
	expect(await samples.read()).toEqual(SAMPLES);
});

test("closing the document stops reading, and what arrives afterwards is dropped", async () => {
	let arrive = (_: unknown) => {};
	const { samples, shown, run, onRead } = opened(() => new Promise((resolve) => (arrive = resolve)));
	const reading = samples.read();
	await vi.waitFor(() => expect(run).toHaveBeenCalled());
	samples.close();
	arrive(SAMPLES);
	await expect(reading).rejects.toMatchObject({ code: "picture-left" });
	expect([onRead.mock.calls.length, shown.samples]).toEqual([0, null]);
	await expect(samples.read()).rejects.toMatchObject({ code: "picture-left" });
});

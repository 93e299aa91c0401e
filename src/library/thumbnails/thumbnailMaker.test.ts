import { describe, expect, it } from "vitest";
import { createThumbnailMaker } from "./thumbnailMaker";
import type { ThumbnailAnswer } from "./worker";

/** A worker whose answers the test gives. */
function fakeWorker() {
	const posted: Blob[] = [];
	let isTerminated = false;
	const worker = {
		onmessage: null as ((event: { data: ThumbnailAnswer }) => void) | null,
		onerror: null as ((event: Event) => void) | null,
		postMessage: (image: Blob) => posted.push(image),
		terminate() {
			isTerminated = true;
		},
	};
	return { worker: worker as unknown as Worker, raw: worker, posted, isTerminated: () => isTerminated };
}

const image = (name: string): Blob => new Blob([name]);
const tick = (): Promise<void> => new Promise((done) => setImmediate(done));
const drawHere = async (blob: Blob): Promise<Blob> => new Blob([`here ${await blob.text()}`]);

describe("the thumbnail maker", () => {
	it("draws one image at a time, the latest request first", async () => {
		const { worker, raw, posted } = fakeWorker();
		const make = createThumbnailMaker(() => worker, drawHere);
		const [a, b, c] = [image("a"), image("b"), image("c")];
		const made = [a, b, c].map(make);
		for (const expected of [a, c, b]) {
			await tick();
			expect(posted.at(-1)).toBe(expected);
			raw.onmessage?.({ data: { thumbnail: expected } });
		}
		expect(await Promise.all(made)).toEqual([a, b, c]);
		expect(posted).toHaveLength(3);
	});

	it.each(["throws", "reports an error", "has no canvas"])("draws on the main thread if the worker %s", async (how) => {
		const { worker, raw, isTerminated } = fakeWorker();
		const make = createThumbnailMaker(() => {
			if (how === "throws") throw new DOMException("refused", "SecurityError");
			return worker;
		}, drawHere);
		const made = [make(image("a")), make(image("b"))];
		await tick();
		if (how === "reports an error") raw.onerror?.(new Event("error"));
		if (how === "has no canvas") raw.onmessage?.({ data: { isRefused: true } });
		const texts = await Promise.all(made.map(async (one) => (await one)?.text()));
		expect(texts).toEqual(["here a", "here b"]);
		expect(isTerminated()).toBe(how !== "throws");
	});

	it("goes on after an image that cannot be decoded", async () => {
		const { worker, raw } = fakeWorker();
		const make = createThumbnailMaker(() => worker, drawHere);
		const made = [make(image("damaged")), make(image("good"))];
		await tick();
		raw.onmessage?.({ data: { thumbnail: undefined } });
		await tick();
		raw.onmessage?.({ data: { thumbnail: image("small") } });
		expect((await made[0])?.size).toBeUndefined();
		expect(await (await made[1])?.text()).toBe("small");
	});
});

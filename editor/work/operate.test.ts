// The same bytes wherever a mask operation is worked out, and nothing left of one that nobody waits for any more.
import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import {
	type Corner,
	type Coverage,
	combine,
	ellipseCorners,
	emptyCoverage,
	polygonCoverage,
	runToEnd,
	type Tiles,
} from "../raster";
import { MASK_OPERATIONS, operationTiles } from "../tools/operations";
import type { Job } from "./job";
import { createJobExecutor } from "./jobExecutor";
import { createWorkshop, type Workshop } from "./jobRunner";
import type { Answer, Order } from "./messages";
import { inSlices } from "./slices";

const SIZE = { width: 700, height: 530 };

const area = (corners: readonly Corner[]) => runToEnd(polygonCoverage(SIZE, corners));
const drawn: Coverage = combine(
	combine(area(ellipseCorners({ left: 20.5, top: -40, right: 420, bottom: 380 })), "subtract", {
		...area(ellipseCorners({ left: 200, top: 90.3, right: 290, bottom: 190 })),
	}),
	"union",
	area([
		{ x: 530.2, y: 400 },
		{ x: 533, y: 400 },
		{ x: 533, y: 403.7 },
	]),
);

/** Bytes compared one by one would take seconds. */
const digest = (tiles: Tiles) =>
	Object.entries(tiles).map(([key, tile]) => [
		key,
		typeof tile === "number" ? tile : createHash("sha256").update(tile).digest("hex"),
	]);

/** The executor as in a worker: requests and responses are cloned, as a browser would. */
const says: { now: ((answer: Answer) => void) | null } = { now: null };
const heard: Order[] = [];
const hear = createJobExecutor((answer, transfer) => says.now?.(structuredClone(answer, { transfer })), false);

function workerWorkshop(): Workshop {
	return createWorkshop(() => {
		const worker = {
			onmessage: null as ((event: { data: Answer }) => void) | null,
			postMessage(order: Order, transfer: Transferable[] = []) {
				const data = structuredClone(order, { transfer });
				heard.push(data);
				hear(data);
			},
			terminate: () => undefined,
		};
		says.now = (answer) => worker.onmessage?.({ data: answer });
		return worker as unknown as Worker;
	});
}

const slicedWorkshop = () =>
	createWorkshop(() => {
		throw new DOMException("refused by the policy", "SecurityError");
	});

describe("a mask operation", () => {
	for (const { id } of MASK_OPERATIONS) {
		test(`${id}: in the worker, in slices and at once it comes to the same`, async () => {
			const job: Job = { type: "operate", operation: id, values: { radius: 9, side: 6 }, coverage: drawn };
			const atOnce = runToEnd(operationTiles(id, drawn, job.values));
			expect(Object.keys(atOnce).length).toBeGreaterThan(0);
			expect(digest(await workerWorkshop().run(job))).toEqual(digest(atOnce));
			expect(digest(await slicedWorkshop().run(job))).toEqual(digest(atOnce));
		});
	}

	test("one that is not wanted any more is stopped, and says so", async () => {
		const job: Job = { type: "operate", operation: "mask.feather", values: { radius: 200 }, coverage: drawn };
		for (const workshop of [workerWorkshop(), slicedWorkshop()]) {
			const stopping = new AbortController();
			const result = workshop.run(job, stopping.signal);
			stopping.abort();
			await expect(result).rejects.toMatchObject({ name: "AbortError" });
		}
		expect(heard.at(-1)).toMatchObject({ isCancelled: true });
		await expect(workerWorkshop().run(job, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
	});

	test("closing gives up what is under way", async () => {
		const job: Job = { type: "operate", operation: "mask.feather", values: { radius: 200 }, coverage: drawn };
		for (const workshop of [workerWorkshop(), slicedWorkshop()]) {
			const result = workshop.run(job);
			workshop.close();
			await expect(result).rejects.toMatchObject({ name: "AbortError" });
		}
	});
});

test("the mask that is sent comes out of the worker as it does here, refusals too", async () => {
	const order = { type: "maskPng", size: SIZE, allowEverything: false, limit: 1e6 } as const;
	const [there, here] = [workerWorkshop(), slicedWorkshop()];
	const masks = [drawn, area(ellipseCorners({ left: 300, top: 200, right: 600, bottom: 500 }))];
	expect(await there.run({ ...order, coverages: masks })).toEqual(await here.run({ ...order, coverages: masks }));
	for (const workshop of [there, here]) {
		await expect(workshop.run({ ...order, coverages: [] })).rejects.toMatchObject({ code: "nothing-masked" });
		const faint = combine(emptyCoverage(SIZE), "union", { ...SIZE, tiles: { 0: 127 } });
		await expect(workshop.run({ ...order, coverages: [faint] })).rejects.toMatchObject({ code: "nothing-masked" });
		const full = { ...SIZE, tiles: Object.fromEntries(Array.from({ length: 9 }, (_, key) => [key, 255])) };
		await expect(workshop.run({ ...order, coverages: [full] })).rejects.toMatchObject({ code: "everything-masked" });
		expect(await workshop.run({ ...order, coverages: [full], allowEverything: true })).toMatchObject({
			editPixels: SIZE.width * SIZE.height,
		});
		await expect(workshop.run({ ...order, coverages: masks, limit: 99 })).rejects.toMatchObject({
			code: "mask-too-large",
			details: { limit: 99 },
		});
	}
});

test("a job of many bytes arrives whole, piece by piece, and not at all once it is cancelled", async () => {
	const size = { width: 2048, height: 1300 };
	const noise = (seed: number) => Uint8Array.from({ length: 65536 }, (_, i) => (i * seed) >> 7);
	const tiles = Object.fromEntries(Array.from({ length: 40 }, (_, key) => [key, key % 9 === 0 ? key : noise(key)]));
	const job: Job = { type: "operate", operation: "mask.invert", values: undefined, coverage: { ...size, tiles } };
	heard.length = 0;
	const inverted = await workerWorkshop().run(job);
	expect(digest(inverted)).toEqual(digest(runToEnd(operationTiles("mask.invert", job.coverage, undefined))));
	expect(heard.length).toBeGreaterThan(3);
	expect(Math.max(...heard.map((order) => ("piece" in order ? order.piece.length : 0)))).toBeLessThanOrEqual(1 << 20);

	heard.length = 0;
	const stopping = new AbortController();
	const result = workerWorkshop().run(job, stopping.signal);
	stopping.abort();
	await expect(result).rejects.toMatchObject({ name: "AbortError" });
	await new Promise((done) => setImmediate(done));
	expect(heard.filter((order) => "job" in order)).toEqual([]);
});

test("steps here give way to others after a slice, and not before", async () => {
	let now = 0;
	vi.spyOn(performance, "now").mockImplementation(() => now);
	const order: string[] = [];
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		order.push("another");
		port1.close();
	};
	port2.postMessage(null);
	function* steps() {
		for (let step = 0; step < 6; step++) {
			order.push(`step ${step}`);
			now += 3;
			yield;
		}
		return "done";
	}
	expect(await inSlices(steps(), 8)).toBe("done");
	expect(order).toEqual(["step 0", "step 1", "step 2", "another", "step 3", "step 4", "step 5"]);
	vi.restoreAllMocks();
});

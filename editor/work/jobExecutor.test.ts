// Jobs have the same results in the worker, in slices and at once, and stop when they are cancelled.
import { createHash } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import {
	type Corner,
	type Coverage,
	combine,
	ellipseCorners,
	emptyCoverage,
	pictureSamples,
	polygonCoverage,
	runToEnd,
	type Tiles,
} from "../raster";
import { MASK_OPERATIONS, operationTiles, readsPicture } from "../tools/operations";
import type { OptionValues } from "../tools/option";
import type { Job } from "./job";
import { createJobExecutor } from "./jobExecutor";
import { createJobRunner, type JobRunner } from "./jobRunner";
import { inSlices } from "./slices";
import type { WorkerRequest, WorkerResponse } from "./workerMessages";

const SIZE = { width: 700, height: 530 };

const area = (corners: readonly Corner[]) => runToEnd(polygonCoverage(SIZE, corners));
const drawn: Coverage = combine(
	combine(area(ellipseCorners({ left: 20.5, top: 6, right: 420, bottom: 380 })), "subtract", {
		...area(ellipseCorners({ left: 200, top: 90.3, right: 290, bottom: 190 })),
	}),
	"union",
	area([
		{ x: 530.2, y: 400 },
		{ x: 533, y: 400 },
		{ x: 533, y: 403.7 },
	]),
);

/** Hashes, because comparing bytes one by one would take seconds. */
const digest = (tiles: Tiles) =>
	Object.entries(tiles).map(([key, tile]) => [
		key,
		typeof tile === "number" ? tile : createHash("sha256").update(tile).digest("hex"),
	]);

/** The executor as in a worker: requests and responses are cloned, as a browser would. */
const respond: { current: ((response: WorkerResponse) => void) | null } = { current: null };
const requests: WorkerRequest[] = [];
const accept = createJobExecutor(
	(response, transfer) => respond.current?.(structuredClone(response, { transfer })),
	false,
);

function runnerWithWorker(): JobRunner {
	return createJobRunner(() => {
		const worker = {
			onmessage: null as ((event: { data: WorkerResponse }) => void) | null,
			postMessage(request: WorkerRequest, transfer: Transferable[] = []) {
				const data = structuredClone(request, { transfer });
				requests.push(data);
				accept(data);
			},
			terminate: () => undefined,
		};
		respond.current = (response) => worker.onmessage?.({ data: response });
		return worker as unknown as Worker;
	});
}

const runnerWithoutWorker = () =>
	createJobRunner(() => {
		throw new DOMException("refused by the policy", "SecurityError");
	});

/** Samples of a picture that is darker to the left, with a red square in its middle. */
const gradient = () =>
	Uint8Array.from({ length: SIZE.width * SIZE.height * 4 }, (_, i) => {
		const [x, y, channel] = [(i >> 2) % SIZE.width, Math.floor((i >> 2) / SIZE.width), i % 4];
		if (Math.abs(x - 350) < 100 && Math.abs(y - 265) < 100) return channel === 0 || channel === 3 ? 255 : 0;
		return channel === 3 ? 255 : (i / 16) % 256;
	});

async function operate(jobRunner: JobRunner, operation: string, values: OptionValues): Promise<Tiles> {
	if (!readsPicture(operation)) return jobRunner.run({ type: "operate", operation, values, coverage: drawn });
	await jobRunner.run({ type: "keepSamples", samples: "gradient", ...SIZE, top: 0, rgba: gradient() });
	const tiles = await jobRunner.run({
		type: "operateOnPicture",
		operation,
		values,
		coverage: drawn,
		samples: "gradient",
	});
	if (tiles === null) throw new Error("the samples are not kept");
	return tiles;
}

describe("a mask operation", () => {
	for (const { id } of MASK_OPERATIONS) {
		test(`${id} has the same result in the worker, in slices and at once`, async () => {
			const values = { radius: 9, side: 6 };
			const atOnce = runToEnd(operationTiles(id, drawn, values, pictureSamples(SIZE, gradient())));
			expect(Object.keys(atOnce).length).toBeGreaterThan(0);
			for (const jobRunner of [runnerWithWorker(), runnerWithoutWorker()]) {
				expect(digest(await operate(jobRunner, id, values))).toEqual(digest(atOnce));
			}
		});
	}

	test("a cancelled operation is stopped and rejects with AbortError", async () => {
		const job: Job = { type: "operate", operation: "mask.feather", values: { radius: 200 }, coverage: drawn };
		for (const jobRunner of [runnerWithWorker(), runnerWithoutWorker()]) {
			const stopping = new AbortController();
			const result = jobRunner.run(job, stopping.signal);
			stopping.abort();
			await expect(result).rejects.toMatchObject({ name: "AbortError" });
		}
		expect(requests.at(-1)).toMatchObject({ isCancelled: true });
		await expect(runnerWithWorker().run(job, AbortSignal.abort())).rejects.toMatchObject({ name: "AbortError" });
	});

	test("closing the runner cancels running jobs", async () => {
		const job: Job = { type: "operate", operation: "mask.feather", values: { radius: 200 }, coverage: drawn };
		for (const jobRunner of [runnerWithWorker(), runnerWithoutWorker()]) {
			const result = jobRunner.run(job);
			jobRunner.close();
			await expect(result).rejects.toMatchObject({ name: "AbortError" });
		}
	});
});

test("mask export has the same result and the same refusals in the worker and in slices", async () => {
	const job = { type: "maskPng", size: SIZE, allowEverything: false, limit: 1e6 } as const;
	const [inWorker, onMainThread] = [runnerWithWorker(), runnerWithoutWorker()];
	const masks = [drawn, area(ellipseCorners({ left: 300, top: 200, right: 600, bottom: 500 }))];
	expect(await inWorker.run({ ...job, coverages: masks })).toEqual(
		await onMainThread.run({ ...job, coverages: masks }),
	);
	for (const jobRunner of [inWorker, onMainThread]) {
		await expect(jobRunner.run({ ...job, coverages: [] })).rejects.toMatchObject({ code: "nothing-masked" });
		const faint = combine(emptyCoverage(SIZE), "union", { ...SIZE, tiles: { 0: 127 } });
		await expect(jobRunner.run({ ...job, coverages: [faint] })).rejects.toMatchObject({ code: "nothing-masked" });
		const full = { ...SIZE, tiles: Object.fromEntries(Array.from({ length: 9 }, (_, key) => [key, 255])) };
		await expect(jobRunner.run({ ...job, coverages: [full] })).rejects.toMatchObject({ code: "everything-masked" });
		expect(await jobRunner.run({ ...job, coverages: [full], allowEverything: true })).toMatchObject({
			editPixels: SIZE.width * SIZE.height,
		});
		await expect(jobRunner.run({ ...job, coverages: masks, limit: 99 })).rejects.toMatchObject({
			code: "mask-too-large",
			details: { limit: 99 },
		});
	}
});

test("a job of many bytes arrives whole, chunk by chunk, and not at all once it is cancelled", async () => {
	const size = { width: 2048, height: 1300 };
	const noise = (seed: number) => Uint8Array.from({ length: 65536 }, (_, i) => (i * seed) >> 7);
	const tiles = Object.fromEntries(Array.from({ length: 40 }, (_, key) => [key, key % 9 === 0 ? key : noise(key)]));
	const job: Job = { type: "operate", operation: "mask.invert", values: undefined, coverage: { ...size, tiles } };
	requests.length = 0;
	const inverted = await runnerWithWorker().run(job);
	expect(digest(inverted)).toEqual(digest(runToEnd(operationTiles("mask.invert", job.coverage, undefined))));
	expect(requests.length).toBeGreaterThan(3);
	expect(Math.max(...requests.map((request) => ("chunk" in request ? request.chunk.length : 0)))).toBeLessThanOrEqual(
		1 << 20,
	);

	requests.length = 0;
	const stopping = new AbortController();
	const result = runnerWithWorker().run(job, stopping.signal);
	stopping.abort();
	await expect(result).rejects.toMatchObject({ name: "AbortError" });
	await new Promise((done) => setImmediate(done));
	expect(requests.filter((request) => "job" in request)).toEqual([]);
});

test("inSlices yields to other tasks after a slice, and not before", async () => {
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

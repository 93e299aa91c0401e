import { decode, encode } from "fast-png";
import { expect, test, vi } from "vitest";
import { beginJob, type Job } from "./job";
import { createJobRunner } from "./jobRunner";

const bytes = () =>
	encode({ width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), channels: 4 }) as Uint8Array<ArrayBuffer>;

interface FakeWorker {
	onmessage: ((event: { data: unknown }) => void) | null;
	onerror: ((event: { preventDefault(): void }) => void) | null;
	postMessage(message: { id: number; job: Job }): void;
	terminate(): void;
}

function fakeWorker(
	onMessage: (worker: FakeWorker, message: Parameters<FakeWorker["postMessage"]>[0]) => void,
): Worker {
	const worker: FakeWorker = {
		onmessage: null,
		onerror: null,
		postMessage: (message) => onMessage(worker, message),
		terminate: vi.fn(),
	};
	return worker as unknown as Worker;
}

test("jobs run on the main thread when the worker cannot be created", async () => {
	const jobRunner = createJobRunner(() => {
		throw new DOMException("refused by the policy", "SecurityError");
	});
	expect([...(await jobRunner.run({ type: "decode", bytes: bytes() })).rgba]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("jobs run on the main thread when the worker fails before its first response, and no second worker is created", async () => {
	const makeWorker = vi.fn(() => fakeWorker((worker) => worker.onerror?.({ preventDefault: () => undefined })));
	const jobRunner = createJobRunner(makeWorker);
	const [first, second] = [
		jobRunner.run({ type: "decode", bytes: bytes() }),
		jobRunner.run({ type: "decode", bytes: bytes() }),
	];
	expect((await first).width).toBe(2);
	expect((await second).width).toBe(2);
	expect(makeWorker).toHaveBeenCalledTimes(1);
});

test("responses are matched to their requests in any order", async () => {
	const pendingResponses: (() => Promise<void>)[] = [];
	const worker = fakeWorker((fake, { id, job }) => {
		pendingResponses.push(async () =>
			fake.onmessage?.({ data: { id, outcome: { ok: true, value: await beginJob(job) } } }),
		);
	});
	const jobRunner = createJobRunner(() => worker);
	const one = jobRunner.run({ type: "decode", bytes: bytes() });
	const other = jobRunner.run({ type: "encode", picture: { width: 1, height: 1, rgba: new Uint8Array(4) } });
	for (const respond of pendingResponses.reverse()) await respond();
	expect((await one).width).toBe(2);
	expect(decode(await other).width).toBe(1);
});

test("an unsupported job is repeated on the main thread; a refusal is final", async () => {
	const outcomes = [
		{ ok: false, code: "unsupported" },
		{ ok: false, code: "damaged-image", details: {} },
	];
	const jobRunner = createJobRunner(() =>
		fakeWorker((fake, { id }) => fake.onmessage?.({ data: { id, outcome: outcomes.shift() } })),
	);
	expect((await jobRunner.run({ type: "decode", bytes: bytes() })).width).toBe(2);
	await expect(jobRunner.run({ type: "decode", bytes: bytes() })).rejects.toMatchObject({ code: "damaged-image" });
});

test("a job whose arrays were transferred is made again when its worker dies", async () => {
	const workers: FakeWorker[] = [];
	const jobRunner = createJobRunner(() => {
		const worker = fakeWorker(() => undefined);
		workers.push(worker as unknown as FakeWorker);
		return worker;
	}, 1);
	const makeJob = vi.fn((): Job & { type: "decode" } => ({ type: "decode", bytes: bytes() }));
	const decoding = jobRunner.runOwned(makeJob);
	await Promise.resolve();
	workers[0]?.onerror?.({ preventDefault: () => undefined });
	expect((await decoding).width).toBe(2);
	expect(makeJob).toHaveBeenCalledTimes(2);
});

test("jobs run side by side, each in a worker of its own, up to the limit", async () => {
	const busy: number[][] = [];
	const jobRunner = createJobRunner(() => {
		const jobs: number[] = [];
		busy.push(jobs);
		return fakeWorker((_, { id }) => jobs.push(id));
	}, 2);
	for (let i = 0; i < 4; i++) jobRunner.run({ type: "decode", bytes: bytes() }).catch(() => undefined);
	expect(busy).toEqual([
		[1, 3],
		[2, 4],
	]);
	jobRunner.close();
});

test("a job is given to the worker with the fewest bytes to work on, however many jobs it has", async () => {
	const busy: number[][] = [];
	const jobRunner = createJobRunner(() => {
		const jobs: number[] = [];
		busy.push(jobs);
		return fakeWorker((_, { id }) => jobs.push(id));
	}, 2);
	const decodeOf = (length: number) => ({ type: "decode", bytes: new Uint8Array(length) }) as const;
	const onPosted = vi.fn();
	jobRunner.runOwned(() => decodeOf(1000), { onPosted }).catch(() => undefined);
	expect(onPosted).toHaveBeenCalledTimes(1);
	for (let i = 0; i < 3; i++) jobRunner.run(decodeOf(100)).catch(() => undefined);
	expect(busy).toEqual([[1], [2, 3, 4]]);
	jobRunner.close();
});

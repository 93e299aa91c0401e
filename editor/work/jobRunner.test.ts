import { decode, encode } from "fast-png";
import { expect, test, vi } from "vitest";
import { beginJob, type Job } from "./job";
import { createWorkshop } from "./jobRunner";

const bytes = () =>
	encode({ width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), channels: 4 }) as Uint8Array<ArrayBuffer>;

interface FakeWorker {
	onmessage: ((event: { data: unknown }) => void) | null;
	onerror: ((event: { preventDefault(): void }) => void) | null;
	postMessage(message: { id: number; job: Job }): void;
	terminate(): void;
}

function fakeWorker(answer: (worker: FakeWorker, message: Parameters<FakeWorker["postMessage"]>[0]) => void): Worker {
	const worker: FakeWorker = {
		onmessage: null,
		onerror: null,
		postMessage: (message) => answer(worker, message),
		terminate: vi.fn(),
	};
	return worker as unknown as Worker;
}

test("a worker that may not be made is done without", async () => {
	const workshop = createWorkshop(() => {
		throw new DOMException("refused by the policy", "SecurityError");
	});
	expect([...(await workshop.run({ type: "decode", bytes: bytes() })).rgba]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("a worker that fails before it answers is done without, and not tried again", async () => {
	const makeWorker = vi.fn(() => fakeWorker((worker) => worker.onerror?.({ preventDefault: () => undefined })));
	const workshop = createWorkshop(makeWorker);
	const [first, second] = [
		workshop.run({ type: "decode", bytes: bytes() }),
		workshop.run({ type: "decode", bytes: bytes() }),
	];
	expect((await first).width).toBe(2);
	expect((await second).width).toBe(2);
	expect(makeWorker).toHaveBeenCalledTimes(1);
});

test("a worker's answers find their questions, in whatever order", async () => {
	const questions: (() => Promise<void>)[] = [];
	const worker = fakeWorker((fake, { id, job }) => {
		questions.push(async () => fake.onmessage?.({ data: { id, reply: { ok: true, value: await beginJob(job) } } }));
	});
	const workshop = createWorkshop(() => worker);
	const one = workshop.run({ type: "decode", bytes: bytes() });
	const other = workshop.run({ type: "encode", picture: { width: 1, height: 1, rgba: new Uint8Array(4) } });
	for (const ask of questions.reverse()) await ask();
	expect((await one).width).toBe(2);
	expect(decode(await other).width).toBe(1);
});

test("what a worker cannot do is tried here; a refusal is final", async () => {
	const replies = [
		{ ok: false, code: "unsupported" },
		{ ok: false, code: "damaged-image", details: {} },
	];
	const workshop = createWorkshop(() =>
		fakeWorker((fake, { id }) => fake.onmessage?.({ data: { id, reply: replies.shift() } })),
	);
	expect((await workshop.run({ type: "decode", bytes: bytes() })).width).toBe(2);
	await expect(workshop.run({ type: "decode", bytes: bytes() })).rejects.toMatchObject({ code: "damaged-image" });
});

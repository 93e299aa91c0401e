import "fake-indexeddb/auto";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { Dexie } from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createCustomGateway } from "../gateway/custom";
import { createManagedGateway } from "../gateway/managed";
import type { ManagedBridge, ManagedResult } from "../host/gateway";
import { createLog, type LogFields } from "../host/log";
import { describeError } from "../i18n/errorStrings";
import { DATABASE_NAME } from "../library/database";
import { type Library, openLibrary } from "../library/library";
import { LibraryError } from "../library/libraryError";
import type { TaskRecord } from "../library/records";
import { FakeBackend } from "./fakeBackend";
import type { TaskLock } from "./taskLock";
import type { TaskProgress } from "./taskProgress";
import { createTaskRunner, type TaskDraft, type TaskRunner } from "./taskRunner";

const PROMPT = "planted-prompt: a red fox";
const png = (width: number, height: number, colour = "red") => {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.fillStyle = colour;
	context.fillRect(0, 0, width, height);
	return canvas.toBuffer("image/png");
};
const blobOf = (bytes: Buffer) => new Blob([new Uint8Array(bytes)]);
const SIZE = { width: 64, height: 48 };
const result = png(64, 48, "blue");

let library: Library;
let fake: FakeBackend;
let bridge: ManagedBridge & { answer: (result: ManagedResult) => void; refuse: (error: unknown) => void };
let lines: { level: string; message: string; fields: LogFields }[];
let held: Set<string>;
let problems: Map<string, string | undefined>;
/** What was live of a task, from the first to the last. */
let lives: Map<string, TaskProgress[]>;
const NO_LIVE: TaskProgress = { previews: new Map(), failedCount: 0 };
let onBackendLost: () => void;

/** A page: the same library and backend, a runner of its own. */
function openPage(): TaskRunner {
	const lockTask: TaskLock = async (id) => {
		if (held.has(id)) return undefined;
		held.add(id);
		return () => void held.delete(id);
	};
	const write = (level: string) => async (message: string, fields?: unknown) => {
		lines.push({ level, message, fields: (fields ?? {}) as LogFields });
	};
	const eagerly = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
	let ids = 0;
	return createTaskRunner({
		library,
		gateways: {
			custom: createCustomGateway(fake.backend, eagerly),
			managed: createManagedGateway({ bridge, backend: fake.backend }),
		},
		backend: fake.backend,
		log: createLog(() => ({ info: write("info"), warn: write("warn"), error: write("error") })),
		lockTask,
		settings: () => ({ mode: "auto", isBase64Wanted: false }),
		onStage: () => {},
		onProgress: (id, change) =>
			void lives.set(id, [...(lives.get(id) ?? []), change(lives.get(id)?.at(-1) ?? NO_LIVE)]),
		onSaveProblem: (id, code) => void problems.set(id, code),
		onBackendLost: () => onBackendLost(),
		newId: () => `${++ids}-${Math.random().toString(36).slice(2)}`,
		now: Date.now,
	});
}

function fakeBridge(): typeof bridge {
	let settle: { resolve: (value: ManagedResult) => void; reject: (error: unknown) => void } | undefined;
	const ask = () => new Promise<ManagedResult>((resolve, reject) => (settle = { resolve, reject }));
	return {
		isAvailable: () => true,
		generateImages: vi.fn(ask),
		editImages: vi.fn(ask),
		answer: (value) => settle?.resolve(value),
		refuse: (error) => settle?.reject(error),
	};
}

const draft = (more: Partial<TaskDraft> = {}): TaskDraft => ({
	operation: "generate",
	prompt: PROMPT,
	params: { model: "gpt-image-2", size: "1024x1024", n: 1 },
	route: { kind: "custom", baseUrl: "https://example.test/v1?api-version=1" },
	inputs: { references: [] },
	...more,
});
const managed = (more: Partial<TaskDraft> = {}) => draft({ route: { kind: "managed" }, ...more });
const editDraft = async (more: Partial<TaskDraft> = {}) => {
	const target = await library.putImage(blobOf(png(64, 48)));
	const editMask = await library.putImage(blobOf(png(64, 48, "transparent")));
	return draft({ operation: "edit", inputs: { target, references: [], editMask }, ...more });
};

const until = (id: string, status: TaskRecord["status"]) =>
	vi.waitFor(async () => {
		const task = await library.getTask(id);
		expect(task?.status).toBe(status);
		return task as TaskRecord;
	});
const jobOf = (id: string) =>
	vi.waitFor(async () => {
		const jobId = (await library.getTask(id))?.jobId;
		expect(jobId).toBeDefined();
		return jobId as string;
	});

beforeEach(() => {
	library = openLibrary();
	fake = new FakeBackend();
	lives = new Map();
	bridge = fakeBridge();
	lines = [];
	held = new Set();
	problems = new Map();
	onBackendLost = vi.fn();
});
afterEach(async () => {
	library.close();
	await Dexie.delete(DATABASE_NAME);
});

describe("a task through the custom endpoint", () => {
	it("ends with its picture in the library and the backend told to forget the job", async () => {
		const runner = openPage();
		const finished = vi.fn();
		runner.onFinished(finished);
		const id = await runner.start(await editDraft());
		const job = await jobOf(id);
		expect(fake.jobs.get(job)?.request).toMatchObject({ task_id: id, operation: "edit", prompt: PROMPT });
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		const task = await until(id, "done");
		expect(task.outputs).toMatchObject([{ index: 0, ...SIZE, contentType: "image/png" }]);
		expect(task).toMatchObject({ elapsedMs: 1200, actual: { size: "1024x1024" } });
		const stored = await library.getImage(task.outputs[0]!.image);
		expect(Buffer.from(await stored!.blob.arrayBuffer()).equals(result)).toBe(true);
		await vi.waitFor(() => expect(fake.jobs.size).toBe(0));
		await vi.waitFor(() => expect(finished).toHaveBeenCalledWith(expect.objectContaining({ id, status: "done" })));
	});

	it("shows a picture as soon as it came, before the others", async () => {
		const runner = openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await jobOf(id);
		fake.emitPicture(job, 1, result, SIZE);
		await vi.waitFor(async () => expect((await library.getTask(id))?.outputs).toHaveLength(1));
		expect((await library.getTask(id))?.status).toBe("running");
		fake.emitPicture(job, 0, png(8, 8), SIZE);
		fake.emitDone(job, 2);
		expect((await until(id, "done")).outputs.map((one) => one.index)).toEqual([0, 1]);
	});

	it("keeps which of its pictures did not come and why, and what came otherwise", async () => {
		const id = await openPage().start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await jobOf(id);
		fake.emitPicture(job, 1, result, SIZE);
		const error = { code: "rate_limited", message: "429" };
		const difference = [{ field: "quality" as const, requested: "high", actual: "low" }];
		const children = [
			{ index: 0, state: "failed" as const, error },
			{ index: 1, state: "done" as const },
		];
		const outcome = { requested: 2, received: 1, actual: {}, elapsed_ms: 9, children, difference };
		fake.emit(job, { type: "done", outcome });
		const task = await until(id, "done");
		expect(task.outputs).toMatchObject([{ index: 1 }]);
		expect(task.failures).toMatchObject([{ index: 0, error: { code: "rate_limited" } }]);
		expect(task.difference).toEqual(difference);
	});

	it("shows what is not finished until the picture is there, says that it asks again, counts what failed", async () => {
		const id = await openPage().start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await jobOf(id);
		const preview = png(8, 8, "grey");
		fake.emitPartial(job, 1, preview);
		const live = () => lives.get(id)?.at(-1);
		await vi.waitFor(() => expect([...(live()?.previews.keys() ?? [])]).toEqual([1]));
		expect(Buffer.from(await live()!.previews.get(1)!.arrayBuffer()).equals(preview)).toBe(true);
		expect((await library.getTask(id))?.outputs).toEqual([]);
		fake.emit(job, { type: "retrying", index: 0, after_ms: 3000, reason: "rate_limited" });
		await vi.waitFor(() => expect(live()?.retry).toMatchObject({ reason: "rate_limited" }));
		fake.emit(job, { type: "child_failed", index: 0, error: { code: "moderation", message: "no" } });
		fake.emitPicture(job, 1, result, SIZE);
		await vi.waitFor(() => expect(live()).toEqual({ previews: new Map(), failedCount: 1 }));
		fake.emitDone(job);
		await until(id, "done");
	});

	it("is retried for the pictures that are missing, by the profile it was sent with", async () => {
		const runner = openPage();
		const route = { kind: "custom", baseUrl: "https://example.test/v1", profileId: "mine" } as const;
		const id = await runner.start(draft({ route, params: { model: "gpt-image-2", n: 3 } }));
		const first = await jobOf(id);
		expect(fake.jobs.get(first)?.request).toMatchObject({ profile_id: "mine", params: { n: 3 } });
		expect(fake.jobs.get(first)?.request.only).toBeUndefined();
		const usage = { total_tokens: 100 };
		const children = [0, 1, 2].map((index) => ({
			index,
			state: index === 1 ? ("done" as const) : ("failed" as const),
		}));
		const outcome = { requested: 3, received: 1, actual: {}, elapsed_ms: 9, children, usage };
		const difference = [{ field: "count" as const, requested: "3", actual: "1" }];
		fake.emitPicture(first, 1, result, SIZE);
		fake.emit(first, { type: "done", outcome: { ...outcome, difference, provider_request_id: "req_first" } });
		const partly = await until(id, "done");
		expect(partly.failures?.map(({ index }) => index)).toEqual([0, 2]);
		await vi.waitFor(() => expect(fake.jobs.size).toBe(0));

		await runner.retry(id, route);
		const second = await vi.waitFor(() => {
			expect(fake.jobs.size).toBe(1);
			return [...fake.jobs.keys()][0] as string;
		});
		expect(fake.jobs.get(second)?.request).toMatchObject({ only: [0, 2], params: { n: 3 }, profile_id: "mine" });
		const asking = await library.getTask(id);
		expect(asking?.outputs).toHaveLength(1);
		// Of the attempt before; this one has neither yet.
		expect(asking).not.toHaveProperty("elapsedMs");
		expect(asking).not.toHaveProperty("providerRequestId");
		fake.emitPicture(second, 0, png(8, 8, "green"), SIZE);
		fake.emitPicture(second, 2, png(8, 8, "pink"), SIZE);
		fake.emit(second, { type: "done", outcome: { requested: 2, received: 2, actual: {}, elapsed_ms: 9, usage } });
		const whole = await vi.waitFor(async () => {
			const now = await until(id, "done");
			expect(now.outputs.map(({ index }) => index)).toEqual([0, 1, 2]);
			return now;
		});
		expect(whole).not.toHaveProperty("failures");
		expect(whole).not.toHaveProperty("difference");
		expect(whole.usage).toEqual({ total_tokens: 200 });
	});

	it("runs several at once", async () => {
		const runner = openPage();
		const ids = await Promise.all([runner.start(draft()), runner.start(draft()), runner.start(draft())]);
		const jobs = await Promise.all(ids.map(jobOf));
		for (const job of jobs.reverse()) {
			fake.emitPicture(job, 0, result, SIZE);
			fake.emitDone(job);
		}
		await Promise.all(ids.map((id) => until(id, "done")));
	});

	it("keeps what a failure says, prompt and inputs included", async () => {
		const runner = openPage();
		const id = await runner.start(await editDraft());
		const error = { code: "provider_rejected", message: "400", provider_request_id: "req_9", provider_message: "no" };
		fake.emit(await jobOf(id), { type: "failed", error });
		const task = await until(id, "failed");
		expect(task).toMatchObject({ error, providerRequestId: "req_9", prompt: PROMPT });
		expect(task.inputs.editMask).toBeDefined();
		await vi.waitFor(() => expect(fake.jobs.size).toBe(0));
	});

	it("keeps the pictures that came before a failure", async () => {
		const runner = openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 3 } }));
		const job = await jobOf(id);
		fake.emitPicture(job, 0, result, SIZE);
		fake.emit(job, { type: "failed", error: { code: "provider_failed", message: "500" } });
		const task = await until(id, "done");
		expect(task.outputs).toHaveLength(1);
		expect(task.error?.code).toBe("provider_failed");
	});

	it("is refused before anything is sent when the backend is not there", async () => {
		fake.isRunning = false;
		const id = await openPage().start(draft());
		expect((await until(id, "failed")).error?.code).toBe("backend_unavailable");
		await vi.waitFor(() => expect(onBackendLost).toHaveBeenCalled());
	});

	it("that loses its backend after it was sent says so, and is brought in when the backend is back", async () => {
		const runner = openPage();
		const id = await runner.start(draft());
		const job = await jobOf(id);
		let isBack = false;
		onBackendLost = () => {
			isBack = true;
			fake.isRunning = true;
			fake.emitPicture(job, 0, result, SIZE);
			fake.emitDone(job);
			void runner.recover();
		};
		const seen: TaskRecord[] = [];
		runner.onFinished((task) => void seen.push(task));
		fake.isRunning = false;
		const task = await until(id, "done");
		expect(isBack).toBe(true);
		expect(seen[0]).toMatchObject({ status: "interrupted", jobId: job, error: { details: { sent: true } } });
		expect(describeError(seen[0]!.error!, "en")).toMatch(/was sent.*may be billed.*brings it in/);
		expect(task.outputs).toHaveLength(1);
		expect(task.error).toBeUndefined();
		expect(fake.calls.filter((command) => command === "submit")).toHaveLength(1);
	});

	it("can be cancelled, and retried with the same inputs", async () => {
		const runner = openPage();
		const id = await runner.start(await editDraft());
		const first = await jobOf(id);
		await runner.cancel(id);
		const task = await until(id, "cancelled");
		await vi.waitFor(() => expect(held.size).toBe(0));
		await runner.retry(id, { kind: "custom", baseUrl: "https://other.test/v1" });
		await vi.waitFor(() => expect(fake.jobs.size).toBe(1));
		const [again] = [...fake.jobs.values()];
		expect(again?.request).toMatchObject({ base_url: "https://other.test/v1", mask: { sha256: task.inputs.editMask } });
		expect(again?.request.request_id).not.toBe(task.requestId);
		expect(first).toBeDefined();
	});

	it("leaves the job in the backend when its picture could not be fetched", async () => {
		const runner = openPage();
		const id = await runner.start(draft());
		const job = await jobOf(id);
		vi.spyOn(fake.backend, "getBlob").mockRejectedValueOnce(new Error("the host hiccuped"));
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await until(id, "failed");
		await vi.waitFor(() => expect(held.size).toBe(0));
		expect(fake.jobs.has(job)).toBe(true);
		await runner.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		expect((await until(id, "done")).outputs).toHaveLength(1);
	});

	it("survives a host that stumbles for a few polls", async () => {
		const runner = openPage();
		const id = await runner.start(draft());
		const job = await jobOf(id);
		const poll = vi.spyOn(fake.backend, "poll");
		for (let i = 0; i < 4; i++) poll.mockRejectedValueOnce(new Error("plugin backend is not running"));
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await until(id, "done");
	});
});

describe("a full disk", () => {
	it("costs nothing: the job stays in the backend and the next page brings it in", async () => {
		const runner = openPage();
		const id = await runner.start(draft());
		const job = await jobOf(id);
		const put = vi.spyOn(library, "putImage").mockRejectedValue(new LibraryError("quota"));
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await vi.waitFor(() => expect(problems.get(id)).toBe("quota"));
		expect(fake.jobs.has(job)).toBe(true);
		put.mockRestore();
		await openPage().recover();
		expect((await until(id, "done")).outputs).toHaveLength(1);
		await vi.waitFor(() => expect(fake.jobs.size).toBe(0));
	});

	it("after a reload says so of every result that waits, until there is room", async () => {
		const before = openPage();
		const ids = [await before.start(draft()), await before.start(draft())];
		const jobs = await Promise.all(ids.map((id) => jobOf(id)));
		vi.spyOn(fake.backend, "poll").mockImplementation(() => new Promise(() => {}));
		await new Promise((resolve) => setTimeout(resolve, 5));
		vi.mocked(fake.backend.poll).mockRestore();
		held.clear();
		for (const job of jobs) fake.emitPicture(job, 0, result, SIZE);
		for (const job of jobs) fake.emitDone(job);
		const full = new LibraryError("quota");
		const writes = [vi.spyOn(library, "putImage"), vi.spyOn(library, "changeTask")];
		for (const write of writes) write.mockRejectedValue(full);
		const after = openPage();
		await after.recover();
		await vi.waitFor(() => expect(ids.map((id) => problems.get(id))).toEqual(["quota", "quota"]));
		for (const write of writes) write.mockRestore();
		await after.recover();
		for (const id of ids) expect((await until(id, "done")).outputs).toHaveLength(1);
	});

	it.each(["putImage", "changeTask"] as const)(
		"(%s) waits with what only the page has, until there is room",
		async (what) => {
			const runner = openPage();
			const id = await runner.start(managed({ params: { model: "gpt-image-2", n: 2 } }));
			await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
			const write = vi.spyOn(library, what).mockRejectedValue(new LibraryError("quota"));
			const picture = (colour: string) => ({ b64_json: png(8, 8, colour).toString("base64") });
			bridge.answer({ created: 1, data: [picture("red"), picture("green")] } as ManagedResult);
			await vi.waitFor(() => expect(problems.get(id)).toBe("quota"));
			// Still no room.
			await runner.recover();
			await vi.waitFor(() => expect(write.mock.calls.length).toBeGreaterThan(1));
			expect((await library.getTask(id))?.status).toBe("running");
			write.mockRestore();
			await runner.recover();
			expect((await until(id, "done")).outputs).toHaveLength(2);
			expect(problems.get(id)).toBeUndefined();
			expect(bridge.generateImages).toHaveBeenCalledTimes(1);
		},
	);

	it("forgets nothing in the backend for a task that could not be written to", async () => {
		const id = await openPage().start(draft());
		const job = await jobOf(id);
		const removed = await library.removeTasks([id]);
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await vi.waitFor(() => expect(held.size).toBe(0));
		expect(fake.jobs.has(job)).toBe(true);
		await library.putTasksBack(removed);
		await openPage().recover();
		expect((await until(id, "done")).outputs).toHaveLength(1);
	});

	it("refuses a task that cannot be written down before anything is sent", async () => {
		vi.spyOn(library, "addTask").mockRejectedValueOnce(new LibraryError("quota"));
		await expect(openPage().start(draft())).rejects.toMatchObject({ code: "quota" });
		expect(fake.calls).toEqual([]);
	});
});

describe("after a reload", () => {
	it("what finished unseen is brought in, what runs is followed, what is gone is marked", async () => {
		const before = openPage();
		const [done, runs, gone] = await Promise.all([before.start(draft()), before.start(draft()), before.start(draft())]);
		const [doneJob, runsJob, goneJob] = await Promise.all([done, runs, gone].map((id) => jobOf(id!)));
		// The old page is gone: its polls reach nothing any more, and its locks are free.
		vi.spyOn(fake.backend, "poll").mockImplementation(() => new Promise(() => {}));
		await new Promise((resolve) => setTimeout(resolve, 5));
		vi.mocked(fake.backend.poll).mockRestore();
		held.clear();
		fake.emitPicture(doneJob!, 0, result, SIZE);
		fake.emitDone(doneJob!);
		fake.jobs.delete(goneJob!);
		await openPage().recover();
		expect((await until(done!, "done")).outputs).toHaveLength(1);
		const lost = await until(gone!, "interrupted");
		expect(lost).toMatchObject({ error: { code: "interrupted" }, prompt: PROMPT });
		// How long nobody looked is not how long it took.
		expect(lost).not.toHaveProperty("elapsedMs");
		expect((await library.getTask(runs!))?.status).toBe("running");
		fake.emitPicture(runsJob!, 0, result, SIZE);
		fake.emitDone(runsJob!);
		await until(runs!, "done");
	});

	it("what was never handed over says that nothing was sent, and Retry sends it", async () => {
		vi.spyOn(fake.backend, "submit").mockImplementationOnce(() => new Promise(() => {}));
		const id = await openPage().start(draft());
		await vi.waitFor(() => expect(fake.backend.submit).toHaveBeenCalled());
		held.clear();
		const after = openPage();
		await after.recover();
		const task = await until(id, "interrupted");
		expect(describeError(task.error!, "en")).toContain("Nothing was sent");
		expect(describeError(task.error!, "en")).not.toContain("billed");
		await after.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		const job = await jobOf(id);
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await until(id, "done");
	});

	it("a backend that does not answer is not one that has nothing: its tasks are left alone, the cloud's are not", async () => {
		const before = openPage();
		const sent = await before.start(draft());
		const job = await jobOf(sent);
		const cloud = await before.start(managed());
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
		vi.spyOn(fake.backend, "poll").mockImplementation(() => new Promise(() => {}));
		await new Promise((resolve) => setTimeout(resolve, 5));
		vi.mocked(fake.backend.poll).mockRestore();
		held.clear();
		vi.spyOn(fake.backend, "list").mockRejectedValueOnce(new Error("plugin backend is not running"));
		const after = openPage();
		await after.recover();
		await until(cloud, "interrupted");
		expect(await library.getTask(sent)).toMatchObject({ status: "running", jobId: job });
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await after.recover();
		expect((await until(sent, "done")).outputs).toHaveLength(1);
	});

	it("Retry does not pay again while the backend cannot say whether the result is there", async () => {
		const runner = openPage();
		const id = await runner.start(draft());
		await jobOf(id);
		fake.isRunning = false;
		await until(id, "interrupted");
		await vi.waitFor(() => expect(held.size).toBe(0));
		await expect(runner.retry(id, { kind: "managed" })).rejects.toThrow("not running");
		expect(bridge.generateImages).not.toHaveBeenCalled();
		expect((await library.getTask(id))?.jobId).toBeDefined();
	});

	it("a task that another window drives is left alone", async () => {
		const id = await openPage().start(managed());
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
		await openPage().recover();
		expect((await library.getTask(id))?.status).toBe("running");
	});

	it("a result that waits in the backend is fetched by Retry, not paid for twice", async () => {
		const runner = openPage();
		const id = await runner.start(draft());
		const job = await jobOf(id);
		fake.isRunning = false;
		await until(id, "interrupted");
		fake.isRunning = true;
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await vi.waitFor(() => expect(held.size).toBe(0));
		await runner.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		await until(id, "done");
		expect(fake.calls.filter((command) => command === "submit")).toHaveLength(1);
	});
});

describe("nothing is asked for twice, and nothing that was written down is undone", () => {
	const ROUTE = { kind: "custom", baseUrl: "https://example.test/v1" } as const;
	const submits = () => fake.calls.filter((command) => command === "submit").length;

	it("a job whose name the page never learnt is found by its task, not sent again", async () => {
		const submit = fake.backend.submit;
		vi.spyOn(fake.backend, "submit").mockImplementationOnce(async (request) => {
			await submit(request);
			throw new Error("the host hiccuped");
		});
		const runner = openPage();
		const id = await runner.start(draft());
		expect((await until(id, "failed")).jobId).toBeUndefined();
		await vi.waitFor(() => expect(held.size).toBe(0));
		await runner.retry(id, ROUTE);
		const job = await jobOf(id);
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		expect((await until(id, "done")).outputs).toHaveLength(1);
		expect(submits()).toBe(1);
	});

	it("a task that is written down stays so when the backend was not told: it is told now", async () => {
		vi.spyOn(fake.backend, "acknowledge").mockRejectedValueOnce(new Error("the host hiccuped"));
		const id = await openPage().start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await jobOf(id);
		fake.emitPicture(job, 0, result, SIZE);
		const failures = [{ index: 1, state: "failed" as const, error: { code: "rate_limited", message: "429" } }];
		const outcome = { requested: 2, received: 1, actual: {}, elapsed_ms: 9, children: failures };
		fake.emit(job, { type: "done", outcome });
		const before = await until(id, "done");
		await vi.waitFor(() => expect(held.size).toBe(0));
		expect(fake.jobs.has(job)).toBe(true);
		await openPage().recover();
		expect(await library.getTask(id)).toEqual(before);
		expect(fake.jobs.size).toBe(0);
	});

	it("what is left of a former attempt does not spoil the one that came after it", async () => {
		vi.spyOn(fake.backend, "acknowledge").mockRejectedValueOnce(new Error("the host hiccuped"));
		const runner = openPage();
		const id = await runner.start(draft());
		fake.emit(await jobOf(id), { type: "failed", error: { code: "provider_failed", message: "500" } });
		await until(id, "failed");
		await vi.waitFor(() => expect(held.size).toBe(0));
		await runner.retry(id, ROUTE);
		const second = await vi.waitFor(() => {
			expect(fake.jobs.size).toBe(2);
			return [...fake.jobs.keys()][1] as string;
		});
		fake.emitPicture(second, 0, result, SIZE);
		fake.emitDone(second);
		const before = await until(id, "done");
		await vi.waitFor(() => expect(held.size).toBe(0));
		await openPage().recover();
		expect(await library.getTask(id)).toEqual(before);
		expect(fake.jobs.size).toBe(0);
	});

	it("a window that opens while another one finishes leaves the task finished", async () => {
		const id = await openPage().start(draft());
		const job = await jobOf(id);
		const { list } = fake.backend;
		vi.spyOn(fake.backend, "list").mockImplementationOnce(async () => {
			const jobs = await list();
			fake.emitPicture(job, 0, result, SIZE);
			fake.emit(job, { type: "failed", error: { code: "provider_failed", message: "500" } });
			await vi.waitFor(() => expect(held.size).toBe(0));
			return jobs;
		});
		await openPage().recover();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await library.getTask(id)).toMatchObject({ status: "done", error: { code: "provider_failed" } });
	});

	it("Retry in a second window changes nothing of what the first one drives", async () => {
		const id = await openPage().start(draft());
		const job = await jobOf(id);
		const before = await library.getTask(id);
		await openPage().retry(id, { kind: "custom", baseUrl: "https://other.test/v1" });
		expect(await library.getTask(id)).toEqual(before);
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		await until(id, "done");
		expect(submits()).toBe(1);
	});

	it("Cancel reaches a task that another window drives, and one that none does", async () => {
		const first = openPage();
		const [driven, left] = await Promise.all([first.start(draft()), first.start(draft())]);
		const [, leftJob] = await Promise.all([jobOf(driven), jobOf(left)]);
		const { poll } = fake.backend;
		// Its page is gone.
		vi.spyOn(fake.backend, "poll").mockImplementation((job, after) =>
			job === leftJob && held.has(left) ? new Promise(() => {}) : poll(job, after),
		);
		await new Promise((resolve) => setTimeout(resolve, 5));
		const second = openPage();
		await second.cancel(driven);
		await until(driven, "cancelled");
		vi.mocked(fake.backend.poll).mockRestore();
		held.delete(left);
		await second.cancel(left);
		await until(left, "cancelled");
	});
});

describe("a picture that the backend has lost", () => {
	const lose = (job: string, index: number) => {
		const bytes = png(8, 8, `#0000${index}0`);
		fake.emitPicture(job, index, bytes, SIZE);
		for (const [sha256, kept] of fake.blobs) if (kept === bytes) fake.blobs.delete(sha256);
	};

	it("does not keep the others away, and is asked for by Retry", async () => {
		const runner = openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await jobOf(id);
		lose(job, 0);
		fake.emitPicture(job, 1, result, SIZE);
		fake.emitDone(job, 2);
		const task = await until(id, "done");
		expect(task.outputs.map(({ index }) => index)).toEqual([1]);
		expect(task.failures).toMatchObject([{ index: 0, error: { code: "result_unfetched" } }]);
		await vi.waitFor(() => expect(fake.jobs.size).toBe(0));
		await runner.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		await vi.waitFor(() => expect([...fake.jobs.values()][0]?.request.only).toEqual([0]));
	});

	it("is told as what it is when it was the only one: made, paid for, gone", async () => {
		const id = await openPage().start(draft());
		const job = await jobOf(id);
		lose(job, 0);
		fake.emitDone(job);
		const { error } = await until(id, "failed");
		expect(describeError(error!, "en")).toMatch(/were made.*copy is gone.*billed again/);
		expect(describeError(error!, "zh")).toMatch(/副本已丢失/);
		await vi.waitFor(() => expect(fake.jobs.size).toBe(0));
	});
});

describe("a task through the managed gateway", () => {
	it("keeps all that came, also when a retry brings more than was missing", async () => {
		const runner = openPage();
		const id = await runner.start(managed({ params: { model: "gpt-image-2", n: 2 } }));
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalledTimes(1));
		const picture = (colour: string) => ({ b64_json: png(8, 8, colour).toString("base64") });
		bridge.answer({ created: 1, data: [picture("red")] } as ManagedResult);
		await until(id, "done");
		await runner.retry(id, { kind: "managed" });
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalledTimes(2));
		bridge.answer({ created: 1, data: ["green", "blue", "pink"].map(picture) } as ManagedResult);
		await vi.waitFor(async () => {
			const { outputs } = await until(id, "done");
			expect(new Set(outputs.map(({ image }) => image)).size).toBe(4);
		});
	});

	it("is retried for the pictures that are missing: so many are asked for, and take the free places", async () => {
		const runner = openPage();
		const id = await runner.start(managed({ params: { model: "gpt-image-2", n: 3 } }));
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalledTimes(1));
		const picture = (colour: string) => ({ b64_json: png(8, 8, colour).toString("base64") });
		bridge.answer({ created: 1, data: [picture("red")] } as ManagedResult);
		await until(id, "done");
		await runner.retry(id, { kind: "managed" });
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalledTimes(2));
		expect(vi.mocked(bridge.generateImages).mock.calls[1]?.[0]).toMatchObject({ n: 2 });
		bridge.answer({ created: 1, data: [picture("green"), picture("blue")] } as ManagedResult);
		const whole = await vi.waitFor(async () => {
			const now = await until(id, "done");
			expect(now.outputs.map(({ index }) => index)).toEqual([0, 1, 2]);
			return now;
		});
		expect(new Set(whole.outputs.map(({ image }) => image)).size).toBe(3);
	});

	it("takes base64, a data URL in its place, and empty strings beside", async () => {
		const runner = openPage();
		const id = await runner.start(managed({ params: { model: "gpt-image-2", n: 2 } }));
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
		const b64 = result.toString("base64");
		bridge.answer({
			data: [
				{ b64_json: b64, url: "" },
				{ b64_json: "", url: `data:image/png;base64,${b64}` },
			],
		});
		expect((await until(id, "done")).outputs).toMatchObject([SIZE, SIZE]);
	});

	it("sends picture and mask as files named image and mask", async () => {
		await openPage().start({ ...(await editDraft()), route: { kind: "managed" } });
		await vi.waitFor(() => expect(bridge.editImages).toHaveBeenCalled());
		const request = vi.mocked(bridge.editImages).mock.calls[0]![0];
		expect(request.images).toMatchObject([{ field_name: "image", content_type: "image/png" }]);
		expect(request.mask).toMatchObject({ field_name: "mask", content_type: "image/png" });
		expect(Buffer.from(request.images[0]!.b64_json, "base64").equals(png(64, 48))).toBe(true);
		expect(fake.calls).toContain("check_mask");
	});

	it("does not send a mask of another size, with or without a backend", async () => {
		fake.isRunning = false;
		vi.stubGlobal("createImageBitmap", async (blob: Blob) => loadImage(Buffer.from(await blob.arrayBuffer())));
		const inputs = {
			target: await library.putImage(blobOf(png(64, 48))),
			references: [],
			editMask: await library.putImage(blobOf(png(32, 48, "transparent"))),
		};
		const id = await openPage().start(managed({ operation: "edit", inputs }));
		const task = await until(id, "failed");
		expect(task.error).toMatchObject({ code: "mask_size_mismatch", details: { mask_width: 32, image_width: 64 } });
		expect(bridge.editImages).not.toHaveBeenCalled();
	});

	it.each([
		["no data", {}],
		["an empty list", { data: [] }],
		["text", { data: [{ b64_json: Buffer.from("<html>").toString("base64") }] }],
		["a file address", { data: [{ url: "file:///etc/passwd" }] }],
	])("says when the answer holds %s", async (_, answer) => {
		const id = await openPage().start(managed());
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
		bridge.answer(answer);
		expect((await until(id, "failed")).error?.code).toBe("provider_unreadable");
	});

	it("keeps a late result after one has stopped waiting", async () => {
		const runner = openPage();
		const id = await runner.start(managed());
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
		await runner.cancel(id);
		await until(id, "cancelled");
		bridge.answer({ data: [{ b64_json: result.toString("base64") }] });
		const task = await until(id, "done");
		expect(task.outputs).toHaveLength(1);
		expect(task.error).toBeUndefined();
	});

	it("stays cancelled when a failure comes late", async () => {
		const runner = openPage();
		const id = await runner.start(managed());
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
		await runner.cancel(id);
		bridge.refuse(new Error("boom"));
		await vi.waitFor(() => expect(held.size).toBe(0));
		expect((await library.getTask(id))?.status).toBe("cancelled");
	});
});

describe("an answer that the page did not live to hear", () => {
	const at = (ms: number) => new Date(Date.now() + ms).toISOString();
	const saved = (id: string, change = {}) => ({
		id,
		endpoint: "images/generations",
		model: "gpt-image-2",
		object_ref: id,
		public_url: `https://cloud.example/${id}.png`,
		content_type: "image/png",
		size_bytes: 9,
		checksum_sha256: id,
		created_at: at(500),
		...change,
	});
	const interrupted = async () => {
		const id = await openPage().start(managed());
		await vi.waitFor(() => expect(bridge.generateImages).toHaveBeenCalled());
		held.clear();
		return id;
	};
	const web = () => vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(new Uint8Array(result)));

	it("is offered when the account has saved it, and brought in without paying again", async () => {
		const id = await interrupted();
		bridge.listOutputs = async () => [saved("mine"), saved("old", { created_at: at(-3_600_000) })];
		const after = openPage();
		await after.recover();
		await vi.waitFor(async () => expect((await library.getTask(id))?.error?.details).toEqual({ found: 1 }));
		const task = await until(id, "interrupted");
		expect(describeError(task.error!, "en")).toMatch(/outputs hold pictures that fit/);
		const fetched = web();
		const finished = vi.fn();
		after.onFinished(finished);
		expect(await after.recoverFromCloud(id)).toBe(true);
		fetched.mockRestore();
		const done = await until(id, "done");
		expect(done.outputs).toMatchObject([{ index: 0, ...SIZE, contentType: "image/png" }]);
		expect(done.error).toBeUndefined();
		expect(finished).toHaveBeenCalledWith(expect.objectContaining({ id, status: "done" }));
		expect(bridge.generateImages).toHaveBeenCalledTimes(1);
	});

	it("is offered also when the page went right after the picture was stored, before its task named it", async () => {
		const id = await interrupted();
		const image = await library.putImage(blobOf(result));
		bridge.listOutputs = async () => [saved("mine", { checksum_sha256: image })];
		const after = openPage();
		await after.recover();
		await vi.waitFor(async () => expect((await library.getTask(id))?.error?.details).toEqual({ found: 1 }));
		await library.addTask({ ...(await until(id, "interrupted")), id: "other", inputs: { references: [image] } });
		expect(await after.recoverFromCloud(id)).toBe(false);
	});

	it("that is not there yet is interrupted, and can be looked for again", async () => {
		const id = await interrupted();
		bridge.listOutputs = async () => [];
		const after = openPage();
		await after.recover();
		expect((await until(id, "interrupted")).error?.details).toBeUndefined();
		expect(await after.recoverFromCloud(id)).toBe(false);
		bridge.listOutputs = async () => [saved("late")];
		const fetched = web();
		expect(await after.recoverFromCloud(id)).toBe(true);
		fetched.mockRestore();
		await until(id, "done");
	});

	it("that cannot be read leaves the task as it is", async () => {
		const id = await interrupted();
		bridge.listOutputs = async () => [saved("unreadable")];
		const after = openPage();
		await after.recover();
		const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
		await expect(after.recoverFromCloud(id)).rejects.toMatchObject({ code: "result_unreachable" });
		fetched.mockRestore();
		expect((await library.getTask(id))?.status).toBe("interrupted");
	});
});

describe("the log", () => {
	it("tells of start and success with the same request id, and never the prompt or a query", async () => {
		const id = await openPage().start(await editDraft());
		const job = await jobOf(id);
		fake.emitPicture(job, 0, result, SIZE);
		fake.emitDone(job);
		const task = await until(id, "done");
		await vi.waitFor(() => expect(lines).toHaveLength(2));
		expect(lines.map((line) => [line.level, line.message])).toEqual([
			["info", "Image Studio generation started"],
			["info", "Image Studio generation succeeded"],
		]);
		for (const { fields } of lines) {
			expect(fields).toMatchObject({ request_id: task.requestId, base_url: "https://example.test/v1", has_mask: true });
		}
		expect(task.requestId).toMatch(/^hfis-/);
		expect(JSON.stringify(lines)).not.toContain("planted-prompt");
		expect(JSON.stringify(lines)).not.toContain("api-version");
	});

	it("tells of a failure by its code", async () => {
		const id = await openPage().start(draft());
		const error = {
			code: "provider_failed",
			message: `500 ${PROMPT}`,
			details: { status: 500 },
			provider_message: PROMPT,
		};
		fake.emit(await jobOf(id), { type: "failed", error });
		await until(id, "failed");
		await vi.waitFor(() => expect(lines.at(-1)?.message).toBe("Image Studio generation failed"));
		expect(lines.at(-1)).toMatchObject({ level: "error", fields: { error: "provider_failed", http_status: 500 } });
		expect(JSON.stringify(lines)).not.toContain("planted-prompt");
	});
});

import { describe, expect, it, vi } from "vitest";
import { StudioError } from "../host/errors";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import type { TaskRecord } from "../library/records";
import { draft, PROMPT, png, RESULT, SIZE, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

describe("a task through the custom endpoint", () => {
	it("stores its image in the library and acknowledges the job", async () => {
		const runner = env.openPage();
		const finished = vi.fn();
		runner.onFinished(finished);
		const id = await runner.start(await env.editDraft());
		const job = await env.waitForJob(id);
		expect(env.fake.jobs.get(job)?.request).toMatchObject({ task_id: id, operation: "edit", prompt: PROMPT });
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		const task = await env.waitForStatus(id, "done");
		expect(task.outputs).toMatchObject([{ index: 0, ...SIZE, contentType: "image/png" }]);
		expect(task).toMatchObject({ elapsedMs: 1200, actual: { size: "1024x1024" } });
		const stored = await env.library.getImage(task.outputs[0]!.image);
		expect(Buffer.from(await stored!.blob.arrayBuffer()).equals(RESULT)).toBe(true);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
		await vi.waitFor(() => expect(finished).toHaveBeenCalledWith(expect.objectContaining({ id, status: "done" })));
	});

	it("stores each image as soon as it arrives", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 1, RESULT, SIZE);
		await vi.waitFor(async () => expect((await env.library.getTask(id))?.outputs).toHaveLength(1));
		expect((await env.library.getTask(id))?.status).toBe("running");
		env.fake.emitPicture(job, 0, png(8, 8), SIZE);
		env.fake.emitDone(job, 2);
		expect((await env.waitForStatus(id, "done")).outputs.map((one) => one.index)).toEqual([0, 1]);
	});

	it("records failed images with their errors, and differences from the request", async () => {
		const id = await env.openPage().start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 1, RESULT, SIZE);
		const error = { code: "rate_limited", message: "429" };
		const difference = [{ field: "quality" as const, requested: "high", actual: "low" }];
		const children = [
			{ index: 0, state: "failed" as const, error },
			{ index: 1, state: "done" as const },
		];
		const outcome = { requested: 2, received: 1, actual: {}, elapsed_ms: 9, children, difference };
		env.fake.emit(job, { type: "done", outcome });
		const task = await env.waitForStatus(id, "done");
		expect(task.outputs).toMatchObject([{ index: 1 }]);
		expect(task.failures).toMatchObject([{ index: 0, error: { code: "rate_limited" } }]);
		expect(task.difference).toEqual(difference);
	});

	it("reports previews, pending retries and the number of failed images while it runs", async () => {
		const id = await env.openPage().start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await env.waitForJob(id);
		const preview = png(8, 8, "grey");
		env.fake.emitPartial(job, 1, preview);
		const live = () => env.progress.get(id)?.at(-1);
		await vi.waitFor(() => expect([...(live()?.previews.keys() ?? [])]).toEqual([1]));
		expect(Buffer.from(await live()!.previews.get(1)!.arrayBuffer()).equals(preview)).toBe(true);
		expect((await env.library.getTask(id))?.outputs).toEqual([]);
		env.fake.emit(job, { type: "retrying", index: 0, after_ms: 3000, reason: "rate_limited" });
		await vi.waitFor(() => expect(live()?.retry).toMatchObject({ reason: "rate_limited" }));
		env.fake.emit(job, { type: "child_failed", index: 0, error: { code: "moderation", message: "no" } });
		env.fake.emitPicture(job, 1, RESULT, SIZE);
		await vi.waitFor(() => expect(live()).toEqual({ previews: new Map(), failedCount: 1 }));
		env.fake.emitDone(job);
		await env.waitForStatus(id, "done");
	});

	it("retries only the missing images, with the same profile", async () => {
		const runner = env.openPage();
		const route = { kind: "custom", baseUrl: "https://example.test/v1", profileId: "mine" } as const;
		const id = await runner.start(draft({ route, params: { model: "gpt-image-2", n: 3 } }));
		const first = await env.waitForJob(id);
		expect(env.fake.jobs.get(first)?.request).toMatchObject({ profile_id: "mine", params: { n: 3 } });
		expect(env.fake.jobs.get(first)?.request.only).toBeUndefined();
		const usage = { total_tokens: 100 };
		const children = [0, 1, 2].map((index) => ({
			index,
			state: index === 1 ? ("done" as const) : ("failed" as const),
		}));
		const outcome = { requested: 3, received: 1, actual: {}, elapsed_ms: 9, children, usage };
		const difference = [{ field: "count" as const, requested: "3", actual: "1" }];
		env.fake.emitPicture(first, 1, RESULT, SIZE);
		env.fake.emit(first, { type: "done", outcome: { ...outcome, difference, provider_request_id: "req_first" } });
		const partly = await env.waitForStatus(id, "done");
		expect(partly.failures?.map(({ index }) => index)).toEqual([0, 2]);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));

		await runner.retry(id, route);
		const second = await vi.waitFor(() => {
			expect(env.fake.jobs.size).toBe(1);
			return [...env.fake.jobs.keys()][0] as string;
		});
		expect(env.fake.jobs.get(second)?.request).toMatchObject({ only: [0, 2], params: { n: 3 }, profile_id: "mine" });
		const asking = await env.library.getTask(id);
		expect(asking?.outputs).toHaveLength(1);
		// Both belong to the previous attempt.
		expect(asking).not.toHaveProperty("elapsedMs");
		expect(asking).not.toHaveProperty("providerRequestId");
		env.fake.emitPicture(second, 0, png(8, 8, "green"), SIZE);
		env.fake.emitPicture(second, 2, png(8, 8, "pink"), SIZE);
		env.fake.emit(second, { type: "done", outcome: { requested: 2, received: 2, actual: {}, elapsed_ms: 9, usage } });
		const whole = await vi.waitFor(async () => {
			const now = await env.waitForStatus(id, "done");
			expect(now.outputs.map(({ index }) => index)).toEqual([0, 1, 2]);
			return now;
		});
		expect(whole).not.toHaveProperty("failures");
		expect(whole).not.toHaveProperty("difference");
		expect(whole.usage).toEqual({ total_tokens: 200 });
	});

	it("runs several tasks at the same time", async () => {
		const runner = env.openPage();
		const ids = await Promise.all([runner.start(draft()), runner.start(draft()), runner.start(draft())]);
		const jobs = await Promise.all(ids.map((id) => env.waitForJob(id)));
		for (const job of jobs.reverse()) {
			env.fake.emitPicture(job, 0, RESULT, SIZE);
			env.fake.emitDone(job);
		}
		await Promise.all(ids.map((id) => env.waitForStatus(id, "done")));
	});

	it("keeps prompt, inputs and the provider's error after a failure", async () => {
		const runner = env.openPage();
		const id = await runner.start(await env.editDraft());
		const error = { code: "provider_rejected", message: "400", provider_request_id: "req_9", provider_message: "no" };
		env.fake.emit(await env.waitForJob(id), { type: "failed", error });
		const task = await env.waitForStatus(id, "failed");
		expect(task).toMatchObject({ error, providerRequestId: "req_9", prompt: PROMPT });
		expect(task.inputs.editMask).toBeDefined();
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
	});

	it("keeps images that arrived before a failure", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 3 } }));
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emit(job, { type: "failed", error: { code: "provider_failed", message: "500" } });
		const task = await env.waitForStatus(id, "done");
		expect(task.outputs).toHaveLength(1);
		expect(task.error?.code).toBe("provider_failed");
	});

	it("fails without sending anything if the backend is not running", async () => {
		env.fake.isRunning = false;
		const id = await env.openPage().start(draft());
		expect((await env.waitForStatus(id, "failed")).error?.code).toBe("backend_unavailable");
		await vi.waitFor(() => expect(env.onBackendLost).toHaveBeenCalled());
	});

	it("is interrupted when the backend stops after the request was sent, and recovers when it is back", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		let isBack = false;
		env.onBackendLost = () => {
			isBack = true;
			env.fake.isRunning = true;
			env.fake.emitPicture(job, 0, RESULT, SIZE);
			env.fake.emitDone(job);
			void runner.recover();
		};
		const seen: TaskRecord[] = [];
		runner.onFinished((task) => void seen.push(task));
		env.fake.isRunning = false;
		const task = await env.waitForStatus(id, "done");
		expect(isBack).toBe(true);
		expect(seen[0]).toMatchObject({ status: "interrupted", jobId: job, error: { details: { sent: true } } });
		expect(describeErrorRecord(seen[0]!.error!, "en")).toMatch(/was sent.*may be billed.*added to the library/);
		expect(task.outputs).toHaveLength(1);
		expect(task.error).toBeUndefined();
		expect(env.fake.calls.filter((command) => command === "submit")).toHaveLength(1);
	});

	it("can be cancelled and retried with the same inputs", async () => {
		const runner = env.openPage();
		const id = await runner.start(await env.editDraft());
		const first = await env.waitForJob(id);
		await runner.cancel(id);
		const task = await env.waitForStatus(id, "cancelled");
		await env.waitForUnlock();
		await runner.retry(id, { kind: "custom", baseUrl: "https://other.test/v1" });
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(1));
		const [again] = [...env.fake.jobs.values()];
		expect(again?.request).toMatchObject({ base_url: "https://other.test/v1", mask: { sha256: task.inputs.editMask } });
		expect(again?.request.request_id).not.toBe(task.requestId);
		expect(first).toBeDefined();
	});

	it("leaves the job in the backend if its image could not be fetched", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		vi.spyOn(env.fake.backend, "getBlob").mockRejectedValueOnce(new Error("the host failed once"));
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await env.waitForStatus(id, "failed");
		await env.waitForUnlock();
		expect(env.fake.jobs.has(job)).toBe(true);
		await runner.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(1);
	});

	it("survives a few failed polls", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		const poll = vi.spyOn(env.fake.backend, "poll");
		for (let i = 0; i < 4; i++) poll.mockRejectedValueOnce(new Error("plugin backend is not running"));
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await env.waitForStatus(id, "done");
	});
});

describe("an image that the backend has lost", () => {
	const loseImage = (job: string, index: number) => {
		const bytes = png(8, 8, `#0000${index}0`);
		env.fake.emitPicture(job, index, bytes, SIZE);
		for (const [sha256, kept] of env.fake.blobs) if (kept === bytes) env.fake.blobs.delete(sha256);
	};

	it("does not affect the other images, and is requested again by Retry", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await env.waitForJob(id);
		loseImage(job, 0);
		env.fake.emitPicture(job, 1, RESULT, SIZE);
		env.fake.emitDone(job, 2);
		const task = await env.waitForStatus(id, "done");
		expect(task.outputs.map(({ index }) => index)).toEqual([1]);
		expect(task.failures).toMatchObject([{ index: 0, error: { code: "result_unfetched" } }]);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
		await runner.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		await vi.waitFor(() => expect([...env.fake.jobs.values()][0]?.request.only).toEqual([0]));
	});

	it("reports a billed but lost result if it was the only image", async () => {
		const id = await env.openPage().start(draft());
		const job = await env.waitForJob(id);
		loseImage(job, 0);
		env.fake.emitDone(job);
		const { error } = await env.waitForStatus(id, "failed");
		expect(describeErrorRecord(error!, "en")).toMatch(/were generated.*copy was lost.*billed again/);
		expect(describeErrorRecord(error!, "zh")).toMatch(/副本已丢失/);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
	});
});

describe("an image that is damaged on the backend's disk", () => {
	const damageImage = (job: string, index: number) => {
		const bytes = png(8, 8, `#0000${index}0`);
		env.fake.emitPicture(job, index, bytes, SIZE);
		for (const [sha256, kept] of env.fake.blobs) {
			if (kept === bytes) env.fake.blobs.set(sha256, Buffer.from(bytes).fill(0, 20, 30));
		}
	};
	const route = { kind: "custom", baseUrl: "https://example.test/v1" } as const;

	it("does not withhold the sound ones, and is requested again only by Retry", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 3 } }));
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		damageImage(job, 1);
		env.fake.emitPicture(job, 2, png(8, 8, "green"), SIZE);
		env.fake.emitDone(job, 3);
		const task = await env.waitForStatus(id, "done");
		expect(task.outputs.map(({ index }) => index)).toEqual([0, 2]);
		expect(task.failures).toMatchObject([{ index: 1, error: { code: "result_unfetched" } }]);
		expect(describeErrorRecord(task.failures![0]!.error!, "en")).toMatch(
			/were generated.*copy is damaged.*billed again/,
		);
		expect(describeErrorRecord(task.failures![0]!.error!, "zh")).toMatch(/副本已损坏/);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
		await runner.recover();
		expect(env.fake.calls.filter((call) => call === "submit")).toHaveLength(1);
		await runner.retry(id, route);
		await vi.waitFor(() => expect([...env.fake.jobs.values()][0]?.request.only).toEqual([1]));
	});

	it("is requested again by Retry if it was the only one", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		damageImage(job, 0);
		env.fake.emitDone(job);
		await env.waitForStatus(id, "failed");
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
		await runner.retry(id, route);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(1));
	});

	it("stays in the backend if the disk could not be read this time; the others are delivered", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await env.waitForJob(id);
		const unreadable = new StudioError({ code: "internal", message: "Reading failed", details: { io: "other error" } });
		vi.spyOn(env.fake.backend, "getBlob").mockRejectedValueOnce(unreadable);
		env.fake.emitPicture(job, 0, png(8, 8), SIZE);
		env.fake.emitPicture(job, 1, RESULT, SIZE);
		env.fake.emitDone(job, 2);
		const task = await env.waitForStatus(id, "done");
		expect(task.outputs.map(({ index }) => index)).toEqual([1]);
		await env.waitForUnlock();
		expect(env.fake.jobs.has(job)).toBe(true);
		await runner.retry(id, route);
		await vi.waitFor(async () => expect((await env.library.getTask(id))?.outputs).toHaveLength(2));
		expect(env.fake.calls.filter((call) => call === "submit")).toHaveLength(1);
	});

	it("is delivered if a second reading is sound", async () => {
		const id = await env.openPage().start(draft());
		const job = await env.waitForJob(id);
		damageImage(job, 0);
		const [sha256] = [...env.fake.blobs.keys()];
		const getBlob = env.fake.backend.getBlob.bind(env.fake.backend);
		vi.spyOn(env.fake.backend, "getBlob").mockImplementation(async (...call) => {
			if (env.fake.blobs.get(sha256!)?.equals(png(8, 8, "#000000"))) return getBlob(...call);
			return getBlob(...call).finally(() => env.fake.blobs.set(sha256!, png(8, 8, "#000000")));
		});
		env.fake.emitDone(job);
		expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(1);
	});
});

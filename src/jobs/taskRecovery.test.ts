import { describe, expect, it, vi } from "vitest";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { draft, managedDraft, PROMPT, RESULT, ROUTE, SIZE, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

describe("after a reload", () => {
	it("finished jobs are stored, running ones followed, lost ones marked as interrupted", async () => {
		const before = env.openPage();
		const [done, runs, gone] = await Promise.all([before.start(draft()), before.start(draft()), before.start(draft())]);
		const [doneJob, runsJob, goneJob] = await Promise.all([done, runs, gone].map((id) => env.waitForJob(id!)));
		await env.closePages();
		env.fake.emitPicture(doneJob!, 0, RESULT, SIZE);
		env.fake.emitDone(doneJob!);
		env.fake.jobs.delete(goneJob!);
		await env.openPage().recover();
		expect((await env.waitForStatus(done!, "done")).outputs).toHaveLength(1);
		const lost = await env.waitForStatus(gone!, "interrupted");
		expect(lost).toMatchObject({ error: { code: "interrupted" }, prompt: PROMPT });
		// The time until the recovery is not the time that the task took.
		expect(lost).not.toHaveProperty("elapsedMs");
		expect((await env.library.getTask(runs!))?.status).toBe("running");
		env.fake.emitPicture(runsJob!, 0, RESULT, SIZE);
		env.fake.emitDone(runsJob!);
		await env.waitForStatus(runs!, "done");
	});

	it("a task that was never handed over says so, and Retry sends it", async () => {
		vi.spyOn(env.fake.backend, "submit").mockImplementationOnce(() => new Promise(() => {}));
		const id = await env.openPage().start(draft());
		await vi.waitFor(() => expect(env.fake.backend.submit).toHaveBeenCalled());
		env.locked.clear();
		const after = env.openPage();
		await after.recover();
		const task = await env.waitForStatus(id, "interrupted");
		expect(describeErrorRecord(task.error!, "en")).toContain("Nothing was sent");
		expect(describeErrorRecord(task.error!, "en")).not.toContain("billed");
		await after.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await env.waitForStatus(id, "done");
	});

	it("tasks of the custom gateway stay running while the backend does not answer; managed ones are interrupted", async () => {
		const before = env.openPage();
		const sent = await before.start(draft());
		const job = await env.waitForJob(sent);
		const cloud = await before.start(managedDraft());
		await env.waitForManagedCall();
		await env.closePages();
		vi.spyOn(env.fake.backend, "list").mockRejectedValueOnce(new Error("plugin backend is not running"));
		const after = env.openPage();
		await after.recover();
		await env.waitForStatus(cloud, "interrupted");
		expect(await env.library.getTask(sent)).toMatchObject({ status: "running", jobId: job });
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await after.recover();
		expect((await env.waitForStatus(sent, "done")).outputs).toHaveLength(1);
	});

	it("Retry sends nothing while the backend cannot say whether it has the result", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		await env.waitForJob(id);
		env.fake.isRunning = false;
		await env.waitForStatus(id, "interrupted");
		await env.waitForUnlock();
		await expect(runner.retry(id, { kind: "managed" })).rejects.toThrow("not running");
		expect(env.bridge.generateImages).not.toHaveBeenCalled();
		expect((await env.library.getTask(id))?.jobId).toBeDefined();
	});

	it("a task that runs in another window is not touched", async () => {
		const id = await env.openPage().start(managedDraft());
		await env.waitForManagedCall();
		await env.openPage().recover();
		expect((await env.library.getTask(id))?.status).toBe("running");
	});

	it("Retry fetches a result that the backend has, instead of paying twice", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		env.fake.isRunning = false;
		await env.waitForStatus(id, "interrupted");
		env.fake.isRunning = true;
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await env.waitForUnlock();
		await runner.retry(id, { kind: "custom", baseUrl: "https://example.test/v1" });
		await env.waitForStatus(id, "done");
		expect(env.fake.calls.filter((command) => command === "submit")).toHaveLength(1);
	});
});

describe("no request is sent twice and no stored result is undone", () => {
	const submits = () => env.fake.calls.filter((command) => command === "submit").length;

	it("a job whose id never reached the page is found by its task", async () => {
		const submit = env.fake.backend.submit;
		vi.spyOn(env.fake.backend, "submit").mockImplementationOnce(async (request) => {
			await submit(request);
			throw new Error("the host failed once");
		});
		const runner = env.openPage();
		const id = await runner.start(draft());
		expect((await env.waitForStatus(id, "failed")).jobId).toBeUndefined();
		await env.waitForUnlock();
		await runner.retry(id, ROUTE);
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(1);
		expect(submits()).toBe(1);
	});

	it("a stored task stays unchanged when its job was not acknowledged; the job is acknowledged on recovery", async () => {
		vi.spyOn(env.fake.backend, "acknowledge").mockRejectedValueOnce(new Error("the host failed once"));
		const id = await env.openPage().start(draft({ params: { model: "gpt-image-2", n: 2 } }));
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		const failures = [{ index: 1, state: "failed" as const, error: { code: "rate_limited", message: "429" } }];
		const outcome = { requested: 2, received: 1, actual: {}, elapsed_ms: 9, children: failures };
		env.fake.emit(job, { type: "done", outcome });
		const before = await env.waitForStatus(id, "done");
		await env.waitForUnlock();
		expect(env.fake.jobs.has(job)).toBe(true);
		await env.openPage().recover();
		expect(await env.library.getTask(id)).toEqual(before);
		expect(env.fake.jobs.size).toBe(0);
	});

	it("a leftover job of an earlier attempt does not affect the later one", async () => {
		vi.spyOn(env.fake.backend, "acknowledge").mockRejectedValueOnce(new Error("the host failed once"));
		const runner = env.openPage();
		const id = await runner.start(draft());
		env.fake.emit(await env.waitForJob(id), { type: "failed", error: { code: "provider_failed", message: "500" } });
		await env.waitForStatus(id, "failed");
		await env.waitForUnlock();
		await runner.retry(id, ROUTE);
		const second = await vi.waitFor(() => {
			expect(env.fake.jobs.size).toBe(2);
			return [...env.fake.jobs.keys()][1] as string;
		});
		env.fake.emitPicture(second, 0, RESULT, SIZE);
		env.fake.emitDone(second);
		const before = await env.waitForStatus(id, "done");
		await env.waitForUnlock();
		await env.openPage().recover();
		expect(await env.library.getTask(id)).toEqual(before);
		expect(env.fake.jobs.size).toBe(0);
	});

	it("a window that opens while another one finishes a task leaves it finished", async () => {
		const id = await env.openPage().start(draft());
		const job = await env.waitForJob(id);
		const { list } = env.fake.backend;
		vi.spyOn(env.fake.backend, "list").mockImplementationOnce(async () => {
			const jobs = await list();
			env.fake.emitPicture(job, 0, RESULT, SIZE);
			env.fake.emit(job, { type: "failed", error: { code: "provider_failed", message: "500" } });
			await env.waitForUnlock();
			return jobs;
		});
		await env.openPage().recover();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await env.library.getTask(id)).toMatchObject({ status: "done", error: { code: "provider_failed" } });
	});

	it("Retry in a second window does not change a task that the first one runs", async () => {
		const id = await env.openPage().start(draft());
		const job = await env.waitForJob(id);
		const before = await env.library.getTask(id);
		await env.openPage().retry(id, { kind: "custom", baseUrl: "https://other.test/v1" });
		expect(await env.library.getTask(id)).toEqual(before);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await env.waitForStatus(id, "done");
		expect(submits()).toBe(1);
	});

	it("Cancel works for a task that runs in another window, and for one that runs in none", async () => {
		const first = env.openPage();
		const [running, abandoned] = await Promise.all([first.start(draft()), first.start(draft())]);
		const [, abandonedJob] = await Promise.all([env.waitForJob(running), env.waitForJob(abandoned)]);
		const { poll } = env.fake.backend;
		// The page that runs it is closed.
		vi.spyOn(env.fake.backend, "poll").mockImplementation((job, after) =>
			job === abandonedJob && env.locked.has(abandoned) ? new Promise(() => {}) : poll(job, after),
		);
		await new Promise((resolve) => setTimeout(resolve, 5));
		const second = env.openPage();
		await second.cancel(running);
		await env.waitForStatus(running, "cancelled");
		vi.mocked(env.fake.backend.poll).mockRestore();
		env.locked.delete(abandoned);
		await second.cancel(abandoned);
		await env.waitForStatus(abandoned, "cancelled");
	});
});

import { describe, expect, it, vi } from "vitest";
import type { ManagedResult } from "../host/gateway";
import { LibraryError } from "../library/libraryError";
import { draft, managedDraft, png, RESULT, SIZE, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

describe("a full disk", () => {
	it("leaves the job in the backend, and the next page stores its result", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		const put = vi.spyOn(env.library, "putImage").mockRejectedValue(new LibraryError("quota"));
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await vi.waitFor(() => expect(env.saveProblems.get(id)).toBe("quota"));
		expect(env.fake.jobs.has(job)).toBe(true);
		put.mockRestore();
		await env.openPage().recover();
		expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(1);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
	});

	it("leaves the job in the backend if its images could be stored and its outcome could not", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		const { changeTask } = env.library;
		const write = vi.spyOn(env.library, "changeTask").mockImplementation(async (taskId, to) => {
			const now = await env.library.getTask(taskId);
			if (now && to(now).status === "done") throw new LibraryError("quota");
			return changeTask(taskId, to);
		});
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await vi.waitFor(() => expect(env.saveProblems.get(id)).toBe("quota"));
		await env.waitForUnlock();
		expect(env.fake.jobs.has(job)).toBe(true);
		write.mockRestore();
		await runner.recover();
		expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(1);
		await vi.waitFor(() => expect(env.fake.jobs.size).toBe(0));
	});

	it("goes on saying that a result is not stored while a retry is under way", async () => {
		const runner = env.openPage();
		const id = await runner.start(draft());
		const job = await env.waitForJob(id);
		const put = vi.spyOn(env.library, "putImage").mockRejectedValue(new LibraryError("quota"));
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await vi.waitFor(() => expect(env.saveProblems.get(id)).toBe("quota"));
		await env.waitForUnlock();
		const reported = vi.spyOn(env.saveProblems, "set");
		const attempts = put.mock.calls.length;
		await runner.recover();
		await vi.waitFor(() => expect(put.mock.calls.length).toBeGreaterThan(attempts));
		await env.waitForUnlock();
		expect(reported.mock.calls.map(([, code]) => code)).not.toContain(undefined);
		put.mockRestore();
		await runner.recover();
		await env.waitForStatus(id, "done");
		await vi.waitFor(() => expect(env.saveProblems.get(id)).toBeUndefined());
	});

	it("reports every pending result after a reload, until there is space", async () => {
		const before = env.openPage();
		const ids = [await before.start(draft()), await before.start(draft())];
		const jobs = await Promise.all(ids.map((id) => env.waitForJob(id)));
		await env.closePages();
		for (const job of jobs) env.fake.emitPicture(job, 0, RESULT, SIZE);
		for (const job of jobs) env.fake.emitDone(job);
		const full = new LibraryError("quota");
		const writes = [vi.spyOn(env.library, "putImage"), vi.spyOn(env.library, "changeTask")];
		for (const write of writes) write.mockRejectedValue(full);
		const after = env.openPage();
		await after.recover();
		await vi.waitFor(() => expect(ids.map((id) => env.saveProblems.get(id))).toEqual(["quota", "quota"]));
		for (const write of writes) write.mockRestore();
		await after.recover();
		for (const id of ids) expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(1);
	});

	it.each(["putImage", "changeTask"] as const)(
		"keeps results of the managed gateway in memory until there is space (%s fails)",
		async (method) => {
			const runner = env.openPage();
			const id = await runner.start(managedDraft({ params: { model: "gpt-image-2", n: 2 } }));
			await env.waitForManagedCall();
			const write = vi.spyOn(env.library, method).mockRejectedValue(new LibraryError("quota"));
			const picture = (colour: string) => ({ b64_json: png(8, 8, colour).toString("base64") });
			env.bridge.answer({ created: 1, data: [picture("red"), picture("green")] } as ManagedResult);
			await vi.waitFor(() => expect(env.saveProblems.get(id)).toBe("quota"));
			// The disk is still full.
			await runner.recover();
			await vi.waitFor(() => expect(write.mock.calls.length).toBeGreaterThan(1));
			expect((await env.library.getTask(id))?.status).toBe("running");
			write.mockRestore();
			await runner.recover();
			expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(2);
			expect(env.saveProblems.get(id)).toBeUndefined();
			expect(env.bridge.generateImages).toHaveBeenCalledTimes(1);
		},
	);

	it("does not acknowledge the job of a task that was deleted meanwhile", async () => {
		const id = await env.openPage().start(draft());
		const job = await env.waitForJob(id);
		const removed = await env.library.removeTasks([id]);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		await env.waitForUnlock();
		expect(env.fake.jobs.has(job)).toBe(true);
		await env.library.restoreTasks(removed);
		await env.openPage().recover();
		expect((await env.waitForStatus(id, "done")).outputs).toHaveLength(1);
	});

	it("rejects a task that cannot be stored, before anything is sent", async () => {
		vi.spyOn(env.library, "addTask").mockRejectedValueOnce(new LibraryError("quota"));
		await expect(env.openPage().start(draft())).rejects.toMatchObject({ code: "quota" });
		expect(env.fake.calls).toEqual([]);
	});
});

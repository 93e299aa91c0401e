import { describe, expect, it, vi } from "vitest";
import { describeErrorRecord } from "../i18n/describeErrorRecord";
import { blobOf, managedDraft, RESULT, SIZE, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

describe("an answer that arrived after the page was closed", () => {
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
		const id = await env.openPage().start(managedDraft());
		await env.waitForManagedCall();
		env.locked.clear();
		return id;
	};
	const mockFetch = () =>
		vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(new Uint8Array(RESULT)));

	it("is offered if the account has saved it, and imported without a second request", async () => {
		const id = await interrupted();
		env.bridge.listOutputs = async () => [saved("mine"), saved("old", { created_at: at(-3_600_000) })];
		const after = env.openPage();
		await after.recover();
		await vi.waitFor(async () => expect((await env.library.getTask(id))?.error?.details).toEqual({ found: 1 }));
		const task = await env.waitForStatus(id, "interrupted");
		expect(describeErrorRecord(task.error!, "en")).toMatch(/outputs contain matching images/);
		const fetched = mockFetch();
		const finished = vi.fn();
		after.onFinished(finished);
		expect(await after.recoverFromCloud(id)).toBe(true);
		fetched.mockRestore();
		const done = await env.waitForStatus(id, "done");
		expect(done.outputs).toMatchObject([{ index: 0, ...SIZE, contentType: "image/png" }]);
		expect(done.error).toBeUndefined();
		expect(finished).toHaveBeenCalledWith(expect.objectContaining({ id, status: "done" }));
		expect(env.bridge.generateImages).toHaveBeenCalledTimes(1);
	});

	it("is offered if the page closed after the image was stored but before its task named it", async () => {
		const id = await interrupted();
		const image = await env.library.putImage(blobOf(RESULT));
		env.bridge.listOutputs = async () => [saved("mine", { checksum_sha256: image })];
		const after = env.openPage();
		await after.recover();
		await vi.waitFor(async () => expect((await env.library.getTask(id))?.error?.details).toEqual({ found: 1 }));
		await env.library.addTask({
			...(await env.waitForStatus(id, "interrupted")),
			id: "other",
			inputs: { references: [image] },
		});
		expect(await after.recoverFromCloud(id)).toBe(false);
	});

	it("leaves the task interrupted until it is saved, and can be searched for again", async () => {
		const id = await interrupted();
		env.bridge.listOutputs = async () => [];
		const after = env.openPage();
		await after.recover();
		expect((await env.waitForStatus(id, "interrupted")).error?.details).toBeUndefined();
		expect(await after.recoverFromCloud(id)).toBe(false);
		env.bridge.listOutputs = async () => [saved("late")];
		const fetched = mockFetch();
		expect(await after.recoverFromCloud(id)).toBe(true);
		fetched.mockRestore();
		await env.waitForStatus(id, "done");
	});

	it("leaves the task unchanged if it cannot be read", async () => {
		const id = await interrupted();
		env.bridge.listOutputs = async () => [saved("unreadable")];
		const after = env.openPage();
		await after.recover();
		const fetched = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
		await expect(after.recoverFromCloud(id)).rejects.toMatchObject({ code: "result_unreachable" });
		fetched.mockRestore();
		expect((await env.library.getTask(id))?.status).toBe("interrupted");
	});
});

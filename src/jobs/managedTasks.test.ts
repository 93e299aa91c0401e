import { loadImage } from "@napi-rs/canvas";
import { describe, expect, it, vi } from "vitest";
import type { ManagedResult } from "../host/gateway";
import { blobOf, managedDraft, png, RESULT, SIZE, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

describe("a task through the managed gateway", () => {
	it("keeps all images, also when a retry returns more than were missing", async () => {
		const runner = env.openPage();
		const id = await runner.start(managedDraft({ params: { model: "gpt-image-2", n: 2 } }));
		await vi.waitFor(() => expect(env.bridge.generateImages).toHaveBeenCalledTimes(1));
		const picture = (colour: string) => ({ b64_json: png(8, 8, colour).toString("base64") });
		env.bridge.answer({ created: 1, data: [picture("red")] } as ManagedResult);
		await env.waitForStatus(id, "done");
		await runner.retry(id, { kind: "managed" });
		await vi.waitFor(() => expect(env.bridge.generateImages).toHaveBeenCalledTimes(2));
		env.bridge.answer({ created: 1, data: ["green", "blue", "pink"].map(picture) } as ManagedResult);
		await vi.waitFor(async () => {
			const { outputs } = await env.waitForStatus(id, "done");
			expect(new Set(outputs.map(({ image }) => image)).size).toBe(4);
		});
	});

	it("retries only as many images as are missing, and stores them at the free indices", async () => {
		const runner = env.openPage();
		const id = await runner.start(managedDraft({ params: { model: "gpt-image-2", n: 3 } }));
		await vi.waitFor(() => expect(env.bridge.generateImages).toHaveBeenCalledTimes(1));
		const picture = (colour: string) => ({ b64_json: png(8, 8, colour).toString("base64") });
		env.bridge.answer({ created: 1, data: [picture("red")] } as ManagedResult);
		await env.waitForStatus(id, "done");
		await runner.retry(id, { kind: "managed" });
		await vi.waitFor(() => expect(env.bridge.generateImages).toHaveBeenCalledTimes(2));
		expect(vi.mocked(env.bridge.generateImages).mock.calls[1]?.[0]).toMatchObject({ n: 2 });
		env.bridge.answer({ created: 1, data: [picture("green"), picture("blue")] } as ManagedResult);
		const whole = await vi.waitFor(async () => {
			const now = await env.waitForStatus(id, "done");
			expect(now.outputs.map(({ index }) => index)).toEqual([0, 1, 2]);
			return now;
		});
		expect(new Set(whole.outputs.map(({ image }) => image)).size).toBe(3);
	});

	it("reads base64 and data URLs, and ignores empty strings", async () => {
		const runner = env.openPage();
		const id = await runner.start(managedDraft({ params: { model: "gpt-image-2", n: 2 } }));
		await env.waitForManagedCall();
		const b64 = RESULT.toString("base64");
		env.bridge.answer({
			data: [
				{ b64_json: b64, url: "" },
				{ b64_json: "", url: `data:image/png;base64,${b64}` },
			],
		});
		expect((await env.waitForStatus(id, "done")).outputs).toMatchObject([SIZE, SIZE]);
	});

	it("sends image and mask as files named image and mask", async () => {
		await env.openPage().start({ ...(await env.editDraft()), route: { kind: "managed" } });
		await vi.waitFor(() => expect(env.bridge.editImages).toHaveBeenCalled());
		const request = vi.mocked(env.bridge.editImages).mock.calls[0]![0];
		expect(request.images).toMatchObject([{ field_name: "image", content_type: "image/png" }]);
		expect(request.mask).toMatchObject({ field_name: "mask", content_type: "image/png" });
		expect(Buffer.from(request.images[0]!.b64_json, "base64").equals(png(64, 48))).toBe(true);
		expect(env.fake.calls).toContain("check_mask");
	});

	it("does not send a mask whose size differs from the image's, without a backend either", async () => {
		env.fake.isRunning = false;
		vi.stubGlobal("createImageBitmap", async (blob: Blob) => loadImage(Buffer.from(await blob.arrayBuffer())));
		const inputs = {
			target: await env.library.putImage(blobOf(png(64, 48))),
			references: [],
			editMask: await env.library.putImage(blobOf(png(32, 48, "transparent"))),
		};
		const id = await env.openPage().start(managedDraft({ operation: "edit", inputs }));
		const task = await env.waitForStatus(id, "failed");
		expect(task.error).toMatchObject({ code: "mask_size_mismatch", details: { mask_width: 32, image_width: 64 } });
		expect(env.bridge.editImages).not.toHaveBeenCalled();
	});

	it.each([
		["no data", {}],
		["an empty list", { data: [] }],
		["text", { data: [{ b64_json: Buffer.from("<html>").toString("base64") }] }],
		["a file URL", { data: [{ url: "file:///etc/passwd" }] }],
	])("fails if the answer holds %s", async (_, answer) => {
		const id = await env.openPage().start(managedDraft());
		await env.waitForManagedCall();
		env.bridge.answer(answer);
		expect((await env.waitForStatus(id, "failed")).error?.code).toBe("provider_unreadable");
	});

	it("keeps a late result after the user stopped waiting", async () => {
		const runner = env.openPage();
		const id = await runner.start(managedDraft());
		await env.waitForManagedCall();
		await runner.cancel(id);
		await env.waitForStatus(id, "cancelled");
		env.bridge.answer({ data: [{ b64_json: RESULT.toString("base64") }] });
		const task = await env.waitForStatus(id, "done");
		expect(task.outputs).toHaveLength(1);
		expect(task.error).toBeUndefined();
	});

	it("stays cancelled when a late failure arrives", async () => {
		const runner = env.openPage();
		const id = await runner.start(managedDraft());
		await env.waitForManagedCall();
		await runner.cancel(id);
		env.bridge.refuse(new Error("boom"));
		await env.waitForUnlock();
		expect((await env.library.getTask(id))?.status).toBe("cancelled");
	});
});

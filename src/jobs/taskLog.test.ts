import { describe, expect, it, vi } from "vitest";
import { draft, PROMPT, RESULT, SIZE, setUpTaskRunner } from "./taskRunnerFixture";

const env = setUpTaskRunner();

describe("the task log", () => {
	it("reports start and success with the same request id, without prompt or query string", async () => {
		const id = await env.openPage().start(await env.editDraft());
		const job = await env.waitForJob(id);
		env.fake.emitPicture(job, 0, RESULT, SIZE);
		env.fake.emitDone(job);
		const task = await env.waitForStatus(id, "done");
		await vi.waitFor(() => expect(env.lines).toHaveLength(2));
		expect(env.lines.map((line) => [line.level, line.message])).toEqual([
			["info", "Image Studio generation started"],
			["info", "Image Studio generation succeeded"],
		]);
		for (const { fields } of env.lines) {
			expect(fields).toMatchObject({ request_id: task.requestId, base_url: "https://example.test/v1", has_mask: true });
		}
		expect(task.requestId).toMatch(/^hfis-/);
		expect(JSON.stringify(env.lines)).not.toContain("planted-prompt");
		expect(JSON.stringify(env.lines)).not.toContain("api-version");
	});

	it("reports a failure by its code", async () => {
		const id = await env.openPage().start(draft());
		const error = {
			code: "provider_failed",
			message: `500 ${PROMPT}`,
			details: { status: 500 },
			provider_message: PROMPT,
		};
		env.fake.emit(await env.waitForJob(id), { type: "failed", error });
		await env.waitForStatus(id, "failed");
		await vi.waitFor(() => expect(env.lines.at(-1)?.message).toBe("Image Studio generation failed"));
		expect(env.lines.at(-1)).toMatchObject({ level: "error", fields: { error: "provider_failed", status: 500 } });
		expect(JSON.stringify(env.lines)).not.toContain("planted-prompt");
	});
});

import { expect, it } from "vitest";
import type { TaskRecord } from "../library/records";
import { errorFields, outcomeFields, taskFields } from "./logFields";

const PROMPT = "a planted prompt about a red harbour crane";
const KEY = "sk-planted-7f3a91c0d25e4b68";

const task: TaskRecord = {
	id: "t-1",
	createdAt: 0,
	startedAt: 0,
	status: "failed",
	operation: "edit",
	prompt: PROMPT,
	params: { model: "gpt-image-2", size: "1024x1024", quality: "high", n: 2, outputFormat: "webp" },
	gateway: "custom",
	baseUrl: "https://host.example/v1?api-version=preview",
	requestId: "hfis-1",
	jobId: "job-1",
	inputs: { target: "aa", references: ["bb"], editMask: "cc" },
	outputs: [],
	elapsedMs: 40,
};

it("has every documented field", () => {
	expect({ ...taskFields(task, { mode: "auto" }), ...outcomeFields(task, { status: 200 }) }).toEqual({
		request_id: "hfis-1",
		task_id: "t-1",
		job_id: "job-1",
		gateway_type: "custom",
		gateway_mode: "auto",
		api_mode: "images",
		base_url: "https://host.example/v1",
		endpoint: "https://host.example/v1/images/edits",
		operation: "edit",
		model: "gpt-image-2",
		size: "1024x1024",
		count: 2,
		quality: "high",
		format: "webp",
		reference_count: 1,
		has_mask: true,
		status: 200,
		output_count: 0,
		asset_count: 0,
		elapsed_ms: 40,
		provider_request_id: undefined,
	});
	expect(taskFields(task, { mode: "custom", apiMode: "responses" })).toMatchObject({
		api_mode: "responses",
		endpoint: "https://host.example/v1/responses",
	});
	const managed = { ...task, gateway: "managed" as const, operation: "generate" as const };
	expect(taskFields(managed, { mode: "auto", apiMode: "responses" })).toMatchObject({
		api_mode: "images",
		endpoint: "https://host.example/v1/images/generations",
	});
	const { baseUrl: _, ...cloud } = managed;
	expect(taskFields(cloud, { mode: "cloud" }).endpoint, "the host alone knows the address").toBe("images/generations");
});

it("has no field for what was not sent", () => {
	const plain = { ...task, params: { model: "gpt-image-2", n: 1 } };
	const { size, quality, format } = taskFields(plain, { mode: "auto" });
	expect([size, quality, format]).toEqual([undefined, undefined, undefined]);
	expect(taskFields(task, { mode: "auto", isCodex: true }).quality).toBeUndefined();
	const retried = { ...task, outputs: [{ index: 0, image: "a", contentType: "image/png", width: 1, height: 1 }] };
	expect(taskFields(retried, { mode: "auto" }).count, "the missing one alone").toBe(1);
});

it("contains the provider's message without prompt, key or base64", () => {
	const error = {
		code: "provider_rejected",
		message: `The provider refused: ${PROMPT}`,
		details: { status: 400 },
		provider_request_id: "req_1",
		provider_message: `Bad size for ${PROMPT} with Bearer ${KEY} and ${"iVBORw0KGgo".repeat(20)}`,
	};
	const fields = errorFields(error, PROMPT);
	expect(fields).toMatchObject({ error: "provider_rejected", status: 400, provider_request_id: "req_1" });
	expect(fields.response_preview).toMatch(/^Bad size for \[prompt\]/);
	for (const planted of [PROMPT, "harbour crane", KEY, "iVBORw0KGgoiVBORw0"])
		expect(JSON.stringify(fields)).not.toContain(planted);
	// Without the prompt nothing can be redacted, so only the code is logged.
	expect(errorFields(error)).toMatchObject({ error_summary: undefined, response_preview: undefined });
});

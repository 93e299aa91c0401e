import { expect, test } from "vitest";
import { setLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import { compareSettings, supportReport, taskFacts } from "./taskFacts";

const task: TaskRecord = {
	id: "t",
	createdAt: 1_763_700_000_000,
	startedAt: 0,
	status: "done",
	operation: "generate",
	prompt: "planted words",
	params: {
		model: "gpt-image-2",
		size: "1024x1024",
		quality: "high",
		n: 4,
		outputFormat: "webp",
		outputCompression: 80,
	},
	gateway: "custom",
	baseUrl: "https://api.example.com/v1?secret=1",
	requestId: "hfis-t",
	providerRequestId: "req_9",
	inputs: { references: [] },
	outputs: [0, 1].map((index) => ({ index, image: "ab", contentType: "image/png", width: 1254, height: 1254 })),
	difference: [
		{ field: "quality", requested: "high", actual: "low" },
		{ field: "format", requested: "webp", actual: "png" },
	],
	usage: { total_tokens: 4500, input_tokens: 500, output_tokens: 4000 },
	estimate: { from: 0.02, to: 0.2, asOf: "2026-10" },
	failures: [{ index: 2, error: { code: "rate_limited", message: "429", provider_message: "slow down" } }],
	elapsedMs: 12_400,
};

test("the settings are compared with those of the output, and differences are marked", () => {
	setLocale("en");
	const settings = Object.fromEntries(
		compareSettings(task, task.outputs[0], translate).map(({ name, requested, actual, differs }) => [
			name,
			[requested, actual, differs],
		]),
	);
	expect(settings).toEqual({
		Model: ["gpt-image-2", undefined, false],
		Size: ["1024 × 1024", "1254 × 1254", true],
		Quality: ["High", "Low", true],
		Format: ["WebP", "PNG", true],
		Compression: ["80 %", undefined, false],
		Images: ["4", "2", true],
	});
	const auto = { ...task, params: { ...task.params, size: "auto", quality: "auto", n: 2 } };
	expect(
		compareSettings(auto, task.outputs[0], translate).flatMap(({ name, differs }) => (differs ? [name] : [])),
	).toEqual(["Format"]);
	expect(compareSettings(auto, undefined, translate).find(({ name }) => name === "Size")?.requested).toBe("Auto");
	const running = { ...task, status: "running" as const, outputs: [], difference: [] };
	expect(compareSettings(running, undefined, translate).some(({ actual, differs }) => actual || differs)).toBe(false);
});

test("the facts are only the known ones, and name the time of a retry", () => {
	const named = (one: Partial<TaskRecord>) =>
		Object.fromEntries(taskFacts({ ...task, ...one }, translate, "en").map(({ name, value }) => [name, value]));
	const facts = named({ startedAt: task.createdAt + 60_000 });
	expect(facts).toMatchObject({
		"Tokens (reported by the provider)": "4,500 (500 in, 4,000 out)",
		"Estimated price": "≈ $0.02–0.2 (2026-10)",
		Duration: "12 s",
	});
	expect(facts["Price at list rates"]).toMatch(/^≈ \$/);
	expect(facts.Resent).not.toBe(facts.Sent);
	const { usage: _, estimate: __, ...plain } = task;
	expect(taskFacts(plain, translate, "en").map(({ name }) => name)).toEqual(["Sent", "Duration"]);
});

test("the support report names requests and errors, but neither the prompt nor the address beyond its host", () => {
	const report = supportReport(task);
	for (const word of ["hfis-t", "req_9", "api.example.com", "rate_limited: 429", "provider: slow down", "gpt-image-2"])
		expect(report).toContain(word);
	expect(report).not.toMatch(/planted|secret/);
});

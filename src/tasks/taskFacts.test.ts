import { expect, test } from "vitest";
import { setLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import { factsOf, technicalOf } from "./taskFacts";

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

test("facts: what was asked, and what came where that is another", () => {
	setLocale("en");
	const facts = Object.fromEntries(factsOf(task, translate, "en").map(({ name, value }) => [name, value]));
	expect(facts).toMatchObject({
		Size: "asked 1024 × 1024, got 1254 × 1254",
		Quality: "asked high, got low",
		Format: "asked webp, got png",
		Compression: "80 %",
		Pictures: "asked 4, got 2",
		"Tokens, as the provider said": "4,500",
		"Estimated price, before": "≈ $0.02–0.2 (2026-10)",
		Took: "12 s",
	});
	expect(facts["Price at list rates"]).toMatch(/^≈ \$/);
	const plain = {
		...task,
		difference: [],
		outputs: [],
		params: { model: "x", n: 1 },
		usage: undefined,
		estimate: undefined,
	};
	expect(factsOf(plain as unknown as TaskRecord, translate, "en").map(({ name }) => name)).toEqual([
		"Model",
		"Pictures",
		"Sent",
		"Took",
	]);
});

test("what is for support names requests and causes, and neither prompt nor address beyond its host", () => {
	const said = technicalOf(task);
	for (const word of ["hfis-t", "req_9", "api.example.com", "rate_limited: 429", "provider: slow down", "gpt-image-2"])
		expect(said).toContain(word);
	expect(said).not.toMatch(/planted|secret/);
});

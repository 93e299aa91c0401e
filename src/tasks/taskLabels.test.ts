import { expect, test } from "vitest";
import { setLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import { aspectRatioLabel, mayHaveBilled, parameterLabels, sizeLabel, taskStateLabel } from "./taskLabels";

const done = (more: Partial<TaskRecord>): TaskRecord => ({
	id: "t",
	createdAt: 0,
	startedAt: 0,
	status: "done",
	operation: "generate",
	prompt: "",
	params: { model: "m", size: "1024x1024", n: 4 },
	gateway: "custom",
	requestId: "hfis-t",
	inputs: { references: [] },
	outputs: [0, 1, 3].map((index) => ({
		index,
		image: `${index}`,
		contentType: "image/png",
		width: 1254,
		height: 1254,
	})),
	...more,
});

test("the labels name the number of missing outputs and the differences to the request", () => {
	setLocale("en");
	expect(taskStateLabel(done({}), undefined, translate)).toBe("3 of 4");
	expect(taskStateLabel(done({ params: { model: "m", n: 3 } }), undefined, translate)).toBe("Done");
	expect(sizeLabel(done({}), translate)).toEqual({
		text: "1254 × 1254",
		difference: "requested 1024 × 1024, received 1254 × 1254",
	});
	expect(sizeLabel(done({ params: { model: "m", size: "auto", n: 3 } }), translate)).toEqual({ text: "1254 × 1254" });
});

test("a running task's label counts failures and mentions a retry", () => {
	setLocale("en");
	const running = done({ status: "running" });
	const live = { previews: new Map(), failedCount: 1 };
	expect(taskStateLabel(running, "waiting", translate, live)).toBe("3 of 4, 1 failed");
	expect(taskStateLabel(running, "waiting", translate, { ...live, retry: { at: 0, reason: "rate_limited" } })).toBe(
		"Retrying shortly",
	);
	expect(taskStateLabel(done({ status: "running", outputs: [] }), "waiting", translate)).toBe("Waiting for the model");
});

test("a retry may be billed twice if an error says so", () => {
	const error = (billed: boolean) => ({ code: "x", message: "", details: { may_have_billed: billed } });
	expect(mayHaveBilled(done({ error: error(true) }))).toBe(true);
	expect(mayHaveBilled(done({ failures: [{ index: 1, error: error(true) }] }))).toBe(true);
	expect(mayHaveBilled(done({ error: error(false), failures: [{ index: 1 }] }))).toBe(false);
});

test("parameter labels show the actual model, quality and format, and the requested value if it differs", () => {
	setLocale("en");
	const params = { model: "m", n: 1, quality: "high", outputFormat: "webp" } as const;
	const difference = [{ field: "quality", requested: "high", actual: "low" }];
	expect(parameterLabels(done({ params, difference }), translate)).toEqual([
		{ text: "m" },
		{ text: "Low", difference: "requested High, received Low" },
		{ text: "WebP" },
	]);
	expect(
		parameterLabels(done({ params: { model: "m", n: 1, quality: "auto" }, actual: { quality: "high" } }), translate),
	).toEqual([{ text: "m" }, { text: "High" }]);
	expect(parameterLabels(done({ params: { model: "m", n: 1, quality: "auto" } }), translate)).toEqual([{ text: "m" }]);
});

test.each([
	[1024, 1024, "1:1"],
	[1536, 1024, "3:2"],
	[1008, 1792, "9:16"],
	[1640, 936, "1.75:1"],
	[936, 1640, "1:1.75"],
])("%i × %i is %s", (width, height, ratio) => expect(aspectRatioLabel(width, height)).toBe(ratio));

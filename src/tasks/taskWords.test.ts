import { expect, test } from "vitest";
import { setLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import { mayHaveBilled, sizeOf, stateOf } from "./taskWords";

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

test("a task says how many of its pictures came, and what came otherwise than asked", () => {
	setLocale("en");
	expect(stateOf(done({}), undefined, translate)).toBe("3 of 4");
	expect(stateOf(done({ params: { model: "m", n: 3 } }), undefined, translate)).toBe("Done");
	expect(sizeOf(done({}), translate)).toEqual({ text: "asked 1024 × 1024, got 1254 × 1254", differs: true });
});

test("a running task counts what failed, and says that it asks again", () => {
	setLocale("en");
	const running = done({ status: "running" });
	const live = { previews: new Map(), failed: 1 };
	expect(stateOf(running, "waiting", translate, live)).toBe("3 of 4, 1 failed");
	expect(stateOf(running, "waiting", translate, { ...live, retry: { at: 0, reason: "rate_limited" } })).toBe(
		"Asking again in a moment",
	);
	expect(stateOf(done({ status: "running", outputs: [] }), "waiting", translate)).toBe("Waiting for the model");
});

test("a retry that may cost twice is known by what failed", () => {
	const error = (billed: boolean) => ({ code: "x", message: "", details: { may_have_billed: billed } });
	expect(mayHaveBilled(done({ error: error(true) }))).toBe(true);
	expect(mayHaveBilled(done({ failures: [{ index: 1, error: error(true) }] }))).toBe(true);
	expect(mayHaveBilled(done({ error: error(false), failures: [{ index: 1 }] }))).toBe(false);
});

import { expect, test } from "vitest";
import { setLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import { differencesOf, sizeOf, stateOf } from "./taskWords";

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
	const difference = [
		{ field: "size", requested: "1024x1024", actual: "1254x1254" },
		{ field: "quality", requested: "high", actual: "low" },
	];
	expect(differencesOf(done({ difference }), translate)).toEqual(["asked high, got low"]);
});

import { expect, it } from "vitest";
import type { TaskRecord } from "../library/records";
import { toHostNotification } from "./hostNotification";

const PROMPT = "a red harbour crane";
const task = (more: Partial<TaskRecord>): TaskRecord =>
	({ id: "t", status: "done", prompt: PROMPT, params: { model: "m", n: 2 }, outputs: [], ...more }) as TaskRecord;
const output = { index: 0, image: "a", contentType: "image/png", width: 1, height: 1 };

it("counts the images of a finished task, and gives the reason of a failed one, without prompt or provider's words", () => {
	expect(toHostNotification(task({ outputs: [output] }))).toMatchObject({
		title: "Image Studio",
		message: "1 of 2 images are ready.",
		isFailure: false,
	});
	const error = { code: "rate_limited", message: "429", provider_message: `slow down with ${PROMPT}` };
	const failed = toHostNotification(task({ status: "failed", error }));
	expect(failed).toMatchObject({ message: expect.stringContaining("rate limit"), isFailure: true });
	expect(JSON.stringify(failed)).not.toContain(PROMPT);
});

it("is omitted for a task that was cancelled or interrupted", () => {
	expect(toHostNotification(task({ status: "cancelled" }))).toBeNull();
	expect(toHostNotification(task({ status: "interrupted", error: { code: "interrupted", message: "" } }))).toBeNull();
});

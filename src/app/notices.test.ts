import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TaskRecord } from "../library/records";
import { notify, useNotices } from "./notices";
import { sayRefusal } from "./refusal";
import { noticeOutcome } from "./taskNotices";

const texts = () => useNotices.getState().notices.map(({ text }) => text);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	useNotices.setState({ notices: [] });
});

const task = (more: Partial<TaskRecord> = {}): TaskRecord => ({
	id: "t-1",
	createdAt: 0,
	startedAt: 0,
	status: "done",
	operation: "generate",
	prompt: "a fox",
	params: { model: "gpt-image-2", n: 1 },
	gateway: "custom",
	requestId: "hfis-1",
	inputs: { references: [] },
	outputs: [],
	...more,
});
const failed = task({ status: "failed", error: { code: "provider_failed", message: "500" } });
const succeeded = task({ outputs: [{ index: 0, image: "sha", contentType: "image/png", width: 1, height: 1 }] });
const show = { isAwaited: true, show: () => {} };

describe("the notice of a failed task", () => {
	it("goes when its retry succeeds, and no other notice with it", () => {
		noticeOutcome(failed, show);
		noticeOutcome({ ...failed, id: "t-2", prompt: "a hare" }, show);
		notify({ tone: "info", text: "something else" });
		expect(texts()).toHaveLength(3);
		noticeOutcome(succeeded, show);
		expect(texts()).toEqual([expect.stringContaining("a hare"), "something else"]);
	});

	it("says why, and stays while the retry fails too", () => {
		noticeOutcome(failed, show);
		noticeOutcome(failed, show);
		expect(texts()).toEqual([expect.stringMatching(/Failed: a fox.*provider failed/)]);
	});

	it("does not come for what was interrupted or cancelled: its card says it", () => {
		noticeOutcome({ ...failed, status: "interrupted" }, show);
		noticeOutcome({ ...failed, status: "cancelled" }, show);
		expect(texts()).toEqual([]);
	});
});

describe("a result", () => {
	it("that is awaited on the canvas is shown there without a notice", () => {
		const given = { isAwaited: true, show: vi.fn() };
		noticeOutcome(succeeded, given);
		expect(given.show).toHaveBeenCalledTimes(1);
		expect(texts()).toEqual([]);
	});

	it("for another canvas is announced and shown on demand", () => {
		const given = { isAwaited: false, show: vi.fn() };
		noticeOutcome(succeeded, given);
		expect(given.show).not.toHaveBeenCalled();
		useNotices.getState().notices[0]?.action?.run();
		expect(given.show).toHaveBeenCalledTimes(1);
	});
});

describe("Generate pressed while it cannot be", () => {
	it("says what to connect and opens the way there", () => {
		const openSettings = vi.fn();
		sayRefusal({ text: "Connect an endpoint first", isGateway: true }, openSettings);
		expect(texts()).toEqual(["Connect an endpoint first"]);
		expect(openSettings).toHaveBeenCalledExactlyOnceWith("Connect an endpoint first");
	});

	it("says so once and opens nothing when it is for another reason", () => {
		const openSettings = vi.fn();
		for (let pressed = 0; pressed < 2; pressed++)
			sayRefusal({ text: "Write a prompt first", isGateway: false }, openSettings);
		expect(texts()).toEqual(["Write a prompt first"]);
		expect(openSettings).not.toHaveBeenCalled();
	});
});

import { afterEach, describe, expect, it, vi } from "vitest";
import type { TaskRecord } from "../library/records";
import { sayRefusal } from "../requests/showRefusal";
import { useSaid } from "./announce";
import { act, dismiss, notify, useNotices } from "./notices";
import { noticeOutcome } from "./taskNotices";

const texts = () => useNotices.getState().notices.map(({ text }) => text);

afterEach(() => {
	useNotices.setState({ notices: [] });
	useSaid.setState({ said: [] });
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
const show = { isAwaited: true, isSeen: () => true, lookAt: () => {}, show: () => {} };

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
		expect(texts()).toEqual([expect.stringMatching(/Failed: a fox\n.*provider failed/)]);
	});

	it("does not come for what was interrupted or cancelled: its card says it", () => {
		noticeOutcome({ ...failed, status: "interrupted" }, show);
		noticeOutcome({ ...failed, status: "cancelled" }, show);
		expect(texts()).toEqual([]);
		expect(useSaid.getState().said.map(({ text }) => text)).toEqual(["Interrupted: a fox", "Cancelled: a fox"]);
	});
});

describe("a result", () => {
	const came = (n: number, of = n, more: Partial<TaskRecord> = {}) =>
		task({
			params: { model: "gpt-image-2", n: of },
			outputs: Array.from({ length: n }, (_, index) => ({
				index,
				image: `sha-${index}`,
				contentType: "image/png",
				width: 1,
				height: 1,
			})),
			...more,
		});
	const showing = (isAwaited: boolean, seen: readonly string[] = ["canvas", "tasks"]) => ({
		isAwaited,
		isSeen: (sight: string) => seen.includes(sight),
		show: vi.fn(),
		lookAt: vi.fn(),
	});
	const press = () => useNotices.getState().notices[0]?.action?.run();

	it("that is awaited where one looks is shown there without a notice, and said", () => {
		const given = showing(true);
		noticeOutcome(came(1), given);
		expect(given.show).toHaveBeenCalledTimes(1);
		expect(texts()).toEqual([]);
		expect(useSaid.getState().said.at(-1)?.text).toBe("Finished: a fox");
	});

	it("for another canvas is announced and shown on demand", () => {
		const given = showing(false);
		noticeOutcome(came(4), given);
		expect(given.show).not.toHaveBeenCalled();
		expect(texts()).toEqual(["4 pictures for “a fox”"]);
		press();
		expect(given.lookAt).toHaveBeenCalledExactlyOnceWith("canvas");
		expect(given.show).toHaveBeenCalledTimes(1);
	});

	it("that came while one looked elsewhere says how many, and leads to where they are", () => {
		const given = showing(true, []);
		noticeOutcome(came(3, 4), given);
		expect(given.show, "the first is on the canvas already").toHaveBeenCalledTimes(1);
		expect(texts()).toEqual(["3 of 4 pictures for “a fox”"]);
		press();
		expect(given.lookAt).toHaveBeenCalledExactlyOnceWith("tasks");
		expect(given.show).toHaveBeenCalledTimes(1);
	});

	it("of several, all in view, says nothing more; where the tasks are hidden it leads to them", () => {
		noticeOutcome(came(2), showing(true));
		expect(texts()).toEqual([]);
		noticeOutcome(came(2), showing(true, ["canvas"]));
		expect(texts()).toEqual(["2 pictures for “a fox”"]);
	});
});

describe("notices", () => {
	it("what is told next of the same thing takes its place, at once and quietly", () => {
		notify({ tone: "info", text: "1 of 9", about: "import", isLasting: true });
		notify({ tone: "info", text: "else" });
		const [first] = useNotices.getState().notices;
		const before = useSaid.getState().said.length;
		notify({ tone: "info", text: "2 of 9", about: "import", isLasting: true, isQuiet: true });
		expect(texts()).toEqual(["2 of 9", "else"]);
		expect(useNotices.getState().notices[0]?.id).toBe(first?.id);
		expect(useSaid.getState().said).toHaveLength(before);
	});

	it("of too many the oldest goes that would have gone by itself", () => {
		notify({ tone: "error", text: "stays", isLasting: true });
		for (const text of ["a", "b", "c", "d"]) notify({ tone: "info", text });
		expect(texts()).toEqual(["stays", "b", "c", "d"]);
	});

	it("what is new is shown also where all the others stay", () => {
		for (const text of ["a", "b", "c", "d"]) notify({ tone: "info", text, isLasting: true });
		notify({ tone: "error", text: "new" });
		expect(texts()).toEqual(["a", "b", "c", "d", "new"]);
		notify({ tone: "error", text: "newer" });
		expect(texts()).toEqual(["a", "b", "c", "d", "newer"]);
	});

	it("the same words about two things are two, each with its own way back", () => {
		const [first, second] = [vi.fn(), vi.fn()];
		for (const [about, run] of [
			["a", first],
			["b", second],
		] as const)
			notify({ tone: "info", text: "Deleted lake.png", about, action: { label: "Undo", run } });
		const [one] = useNotices.getState().notices;
		if (one) act(one);
		expect(first).toHaveBeenCalledOnce();
		expect(second).not.toHaveBeenCalled();
		expect(texts()).toEqual(["Deleted lake.png"]);
	});

	it("one that goes is heard of, unless its action was taken or the next one took its place", () => {
		const onGone = vi.fn();
		const tell = () =>
			notify({ tone: "info", text: "x", about: "x", action: { label: "Undo", run: () => {} }, onGone });
		const shown = () => useNotices.getState().notices[0]!;
		tell();
		tell();
		act(shown());
		expect(onGone).not.toHaveBeenCalled();
		tell();
		dismiss(shown().id);
		expect(onGone).toHaveBeenCalledOnce();
		tell();
		for (const text of ["a", "b", "c", "d"]) notify({ tone: "info", text });
		expect(onGone, "pushed out").toHaveBeenCalledTimes(2);
	});
});

describe("Generate pressed while it cannot be", () => {
	it("opens the settings, which say what to connect", () => {
		const openSettings = vi.fn();
		sayRefusal({ text: "Connect an endpoint first", isGateway: true }, openSettings);
		expect(texts(), "not said twice").toEqual([]);
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

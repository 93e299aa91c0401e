import { beforeEach, describe, expect, it, vi } from "vitest";
import type { TaskRecord } from "../library/records";
import { useAnnouncements } from "./announce";
import { dismiss, notify, runAction, useNotices } from "./notices";
import { notifyTaskEnded } from "./taskNotices";

const texts = () => useNotices.getState().notices.map(({ text }) => text);

beforeEach(() => {
	useNotices.setState({ notices: [] });
	useAnnouncements.setState({ announcements: [] });
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
const visible = { isAwaited: true, isPaneVisible: () => true, showPane: () => {}, showResults: () => {} };

describe("the notice of a failed task", () => {
	it("is dismissed when its retry succeeds, and no other notice with it", () => {
		notifyTaskEnded(failed, visible);
		notifyTaskEnded({ ...failed, id: "t-2", prompt: "a hare" }, visible);
		notify({ tone: "info", text: "something else" });
		expect(texts()).toHaveLength(3);
		notifyTaskEnded(succeeded, visible);
		expect(texts()).toEqual([expect.stringContaining("a hare"), "something else"]);
	});

	it("states the reason, and stays while the retry fails too", () => {
		notifyTaskEnded(failed, visible);
		notifyTaskEnded(failed, visible);
		expect(texts()).toEqual([expect.stringMatching(/Failed: a fox\n.*provider failed/)]);
	});

	it("quotes the provider, and offers the remedy if there is one", () => {
		const run = vi.fn();
		const error = { code: "provider_rejected", message: "400", provider_message: "no edits today" };
		notifyTaskEnded({ ...failed, error }, { ...visible, remedy: { label: "Mend and retry", run } });
		expect(texts()[0]).toContain("no edits today");
		const [notice] = useNotices.getState().notices;
		expect(notice?.action?.label).toBe("Mend and retry");
		notice?.action?.run();
		expect(run).toHaveBeenCalledOnce();
	});

	it("is not shown for an interrupted or cancelled task, which is announced to screen readers only", () => {
		notifyTaskEnded({ ...failed, status: "interrupted" }, visible);
		notifyTaskEnded({ ...failed, status: "cancelled" }, visible);
		expect(texts()).toEqual([]);
		expect(useAnnouncements.getState().announcements.map(({ text }) => text)).toEqual([
			"Interrupted: a fox",
			"Cancelled: a fox",
		]);
	});
});

describe("the notice of a finished task", () => {
	const withPictures = (n: number, of = n, more: Partial<TaskRecord> = {}) =>
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
	const contextWith = (isAwaited: boolean, visiblePanes: readonly string[] = ["canvas", "tasks"]) => ({
		isAwaited,
		isPaneVisible: (pane: string) => visiblePanes.includes(pane),
		showResults: vi.fn(),
		showPane: vi.fn(),
	});
	const press = () => useNotices.getState().notices[0]?.action?.run();

	it("is omitted when the result appears on the visible canvas; the end is announced", () => {
		const context = contextWith(true);
		notifyTaskEnded(withPictures(1), context);
		expect(context.showResults).toHaveBeenCalledTimes(1);
		expect(texts()).toEqual([]);
		expect(useAnnouncements.getState().announcements.at(-1)?.text).toBe("Finished: a fox");
	});

	it("offers the results when they belong to another document", () => {
		const context = contextWith(false);
		notifyTaskEnded(withPictures(4), context);
		expect(context.showResults).not.toHaveBeenCalled();
		expect(texts()).toEqual(["4 images for “a fox”"]);
		press();
		expect(context.showPane).toHaveBeenCalledExactlyOnceWith("canvas");
		expect(context.showResults).toHaveBeenCalledTimes(1);
	});

	it("counts the pictures that arrived out of sight, and leads to them", () => {
		const context = contextWith(true, []);
		notifyTaskEnded(withPictures(3, 4), context);
		expect(context.showResults, "they are on the result strip already").toHaveBeenCalledTimes(1);
		expect(texts()).toEqual(["3 of 4 images for “a fox”"]);
		press();
		expect(context.showPane).toHaveBeenCalledExactlyOnceWith("canvas");
		expect(context.showResults).toHaveBeenCalledTimes(1);
	});

	it("is omitted when the results are on the visible result strip, and shown when only the task pane is visible", () => {
		notifyTaskEnded(withPictures(2), contextWith(true, ["canvas"]));
		expect(texts()).toEqual([]);
		notifyTaskEnded(withPictures(2), contextWith(true, ["tasks"]));
		expect(texts()).toEqual(["2 images for “a fox”"]);
	});
});

it("a long prompt is shortened in a notice without splitting an emoji", () => {
	notifyTaskEnded({ ...failed, prompt: `${"x".repeat(56)}😀 and more` }, visible);
	expect(texts()[0]).toMatch(/^Failed: x{56}…\n/);
});

describe("notices", () => {
	it("are replaced in place by the next notice about the same subject, without an announcement if that is quiet", () => {
		notify({ tone: "info", text: "1 of 9", about: "import", isLasting: true });
		notify({ tone: "info", text: "else" });
		const [first] = useNotices.getState().notices;
		const before = useAnnouncements.getState().announcements.length;
		notify({ tone: "info", text: "2 of 9", about: "import", isLasting: true, isQuiet: true });
		expect(texts()).toEqual(["2 of 9", "else"]);
		expect(useNotices.getState().notices[0]?.id).toBe(first?.id);
		expect(useAnnouncements.getState().announcements).toHaveLength(before);
	});

	it("over the limit drop the oldest one that is not lasting", () => {
		notify({ tone: "error", text: "stays", isLasting: true });
		for (const text of ["a", "b", "c", "d"]) notify({ tone: "info", text });
		expect(texts()).toEqual(["stays", "b", "c", "d"]);
	});

	it("show a new one even when all the others are lasting", () => {
		for (const text of ["a", "b", "c", "d"]) notify({ tone: "info", text, isLasting: true });
		notify({ tone: "error", text: "new" });
		expect(texts()).toEqual(["a", "b", "c", "d", "new"]);
		notify({ tone: "error", text: "newer" });
		expect(texts()).toEqual(["a", "b", "c", "d", "newer"]);
	});

	it("with the same text about two subjects are two notices, each with its own action", () => {
		const [first, second] = [vi.fn(), vi.fn()];
		for (const [about, run] of [
			["a", first],
			["b", second],
		] as const)
			notify({ tone: "info", text: "Deleted lake.png", about, action: { label: "Undo", run } });
		const [one] = useNotices.getState().notices;
		if (one) runAction(one);
		expect(first).toHaveBeenCalledOnce();
		expect(second).not.toHaveBeenCalled();
		expect(texts()).toEqual(["Deleted lake.png"]);
	});

	it("report that they expired, unless the action was run or another notice replaced them", () => {
		const onExpired = vi.fn();
		const show = () =>
			notify({ tone: "info", text: "x", about: "x", action: { label: "Undo", run: () => {} }, onExpired });
		const shown = () => useNotices.getState().notices[0]!;
		show();
		show();
		runAction(shown());
		expect(onExpired).not.toHaveBeenCalled();
		show();
		dismiss(shown().id);
		expect(onExpired).toHaveBeenCalledOnce();
		show();
		for (const text of ["a", "b", "c", "d"]) notify({ tone: "info", text });
		expect(onExpired, "pushed out").toHaveBeenCalledTimes(2);
	});
});

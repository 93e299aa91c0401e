import { beforeEach, expect, it, vi } from "vitest";
import { LibraryError } from "../../library/libraryError";
import type { TaskRecord } from "../../library/records";
import { dismiss, useNotices } from "../../notices/notices";
import { canStep, clearActions, redoAction, undoAction } from "../../undo/undoStack";
import { removeTasks } from "./removeTasks";

beforeEach(() => {
	useNotices.setState({ notices: [] });
	clearActions();
});

function setUp() {
	const library = {
		getTask: vi.fn(async (id: string) => ({ id, status: id === "busy" ? "running" : "done" }) as TaskRecord),
		removeTasks: vi.fn(async (ids: readonly string[]) => ids),
		restoreTasks: vi.fn(async (ids: readonly string[]) => ids),
	};
	const onProblem = vi.fn();
	const purgeTasks = vi.fn(async (_: readonly string[]) => {});
	const remove = (...ids: string[]) => removeTasks(ids, { library, purgeTasks, onProblem });
	const restored = () => library.restoreTasks.mock.calls.map(([ids]) => ids.join());
	return { library, onProblem, purgeTasks, remove, restored };
}
const withAction = () => useNotices.getState().notices.filter(({ action }) => action !== undefined);
const deletion = () => withAction().find(({ text }) => text.startsWith("Deleted"));

it("several deletions share one notice, whose undo restores all of them", async () => {
	const { remove, restored } = setUp();
	await remove("a", "busy");
	await remove("b", "c");
	expect(withAction()).toHaveLength(1);
	expect(deletion()?.text).toContain("3");
	const action = deletion()?.action;
	dismiss(deletion()?.id ?? 0);
	action?.run();
	await vi.waitFor(() => expect(restored()).toEqual(["a", "b,c"]));
});

it("a deletion can be undone after its notice has gone, and redone", async () => {
	const { library, purgeTasks, remove, restored } = setUp();
	await remove("a");
	dismiss(deletion()?.id ?? 0);
	await remove("b");
	expect(deletion()?.text, "the notice that has gone is not counted").toContain("1");
	await undoAction();
	await undoAction();
	expect(restored()).toEqual(["b", "a"]);
	await redoAction();
	expect(library.removeTasks).toHaveBeenLastCalledWith(["a"]);
	expect(purgeTasks, "nothing is deleted for good").not.toHaveBeenCalled();
});

it("the notice no longer offers what the key has undone", async () => {
	const { remove } = setUp();
	await remove("a");
	await remove("b", "c");
	await undoAction();
	expect(deletion()?.text).toContain("1");
	await undoAction();
	expect(deletion()).toBeUndefined();
});

it("an undo that fails can be repeated", async () => {
	const { library, remove, onProblem, restored } = setUp();
	await remove("a");
	await remove("b");
	library.restoreTasks.mockResolvedValueOnce(["a"]).mockRejectedValueOnce(new Error("full"));
	const undo = () => {
		const { id = 0, action } = deletion() ?? {};
		dismiss(id);
		action?.run();
	};
	undo();
	await vi.waitFor(() => expect(onProblem).toHaveBeenCalledOnce());
	expect(deletion()?.text).toContain("1");
	expect(canStep("undo")).toBe(true);
	undo();
	await vi.waitFor(() => expect(restored()).toEqual(["a", "b", "b"]));
});

it("on a full disk it says that the bin cannot take them, and deletes them for good only on request", async () => {
	const { library, purgeTasks, remove } = setUp();
	library.removeTasks.mockRejectedValueOnce(new LibraryError("quota"));
	await remove("a", "busy", "b");
	expect(canStep("undo")).toBe(false);
	expect(purgeTasks).not.toHaveBeenCalled();
	withAction()[0]?.action?.run();
	expect(purgeTasks).toHaveBeenCalledWith(["a", "b"]);
});

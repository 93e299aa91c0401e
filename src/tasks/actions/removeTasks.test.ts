import { beforeEach, expect, it, vi } from "vitest";
import type { TaskRecord } from "../../library/records";
import type { RemovedTasks } from "../../library/taskStore";
import { dismiss, useNotices } from "../../notices/notices";
import { removeTasks } from "./removeTasks";

beforeEach(() => useNotices.setState({ notices: [] }));

function setUp() {
	const library = {
		getTask: vi.fn(async (id: string) => ({ id, status: id === "busy" ? "running" : "done" }) as TaskRecord),
		removeTasks: vi.fn(async (ids: readonly string[]) => {
			const tasks = ids.map((id) => ({ id }) as TaskRecord);
			return { tasks, favourites: [], lease: ids.join() } satisfies RemovedTasks;
		}),
		putTasksBack: vi.fn(async () => {}),
		forgetTasks: vi.fn(async () => 0),
	};
	const onProblem = vi.fn();
	const forgetResults = vi.fn(async (_: readonly string[]) => {});
	const remove = (...ids: string[]) => removeTasks(ids, { library, forgetResults, onProblem });
	return { library, onProblem, forgetResults, remove };
}
const shown = () => useNotices.getState().notices.find(({ action }) => action !== undefined);
const leases = (calls: readonly (readonly unknown[])[]) => calls.map(([removed]) => (removed as RemovedTasks).lease);

it("several deletions share one notice, whose undo restores all of them", async () => {
	const { library, remove } = setUp();
	await remove("a", "busy");
	await remove("b", "c");
	expect(useNotices.getState().notices.filter(({ action }) => action)).toHaveLength(1);
	expect(shown()?.text).toContain("3");
	const action = shown()?.action;
	dismiss(shown()?.id ?? 0);
	action?.run();
	await vi.waitFor(() => expect(leases(library.putTasksBack.mock.calls)).toEqual(["a", "b,c"]));
	expect(library.forgetTasks).not.toHaveBeenCalled();
});

it("images of the deleted tasks are released when the notice goes, not before", async () => {
	const { library, forgetResults, remove } = setUp();
	await remove("a");
	await remove("b");
	expect(library.forgetTasks).not.toHaveBeenCalled();
	expect(forgetResults).not.toHaveBeenCalled();
	dismiss(shown()?.id ?? 0);
	await vi.waitFor(() => expect(leases(library.forgetTasks.mock.calls)).toEqual(["a", "b"]));
	expect(forgetResults.mock.calls, "the backend's copies, too").toEqual([[["a"]], [["b"]]]);
	await remove("d");
	expect(shown()?.text).toContain("1");
	dismiss(shown()?.id ?? 0);
	await vi.waitFor(() => expect(leases(library.forgetTasks.mock.calls)).toEqual(["a", "b", "d"]));
	expect(library.putTasksBack).not.toHaveBeenCalled();
});

it("an undo that fails can be repeated", async () => {
	const { library, remove, onProblem } = setUp();
	await remove("a");
	await remove("b");
	library.putTasksBack.mockResolvedValueOnce(undefined).mockRejectedValueOnce(new Error("full"));
	const undo = () => {
		const { id = 0, action } = shown() ?? {};
		dismiss(id);
		action?.run();
	};
	undo();
	await vi.waitFor(() => expect(onProblem).toHaveBeenCalledOnce());
	expect(shown()?.text).toContain("1");
	expect(library.forgetTasks).not.toHaveBeenCalled();
	undo();
	await vi.waitFor(() => expect(leases(library.putTasksBack.mock.calls)).toEqual(["a", "b", "b"]));
	expect(library.forgetTasks).not.toHaveBeenCalled();
});

it("a notice that expires during the next deletion releases its own tasks only", async () => {
	const { library, remove } = setUp();
	await remove("a");
	library.removeTasks.mockImplementationOnce(async () => {
		dismiss(shown()?.id ?? 0);
		await vi.waitFor(() => expect(library.forgetTasks).toHaveBeenCalledOnce());
		return { tasks: [{ id: "b" } as TaskRecord], favourites: [], lease: "b" };
	});
	await remove("b");
	expect(shown()?.text).toContain("1");
	dismiss(shown()?.id ?? 0);
	await vi.waitFor(() => expect(leases(library.forgetTasks.mock.calls)).toEqual(["a", "b"]));
});

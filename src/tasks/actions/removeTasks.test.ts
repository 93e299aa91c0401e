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
	return { library, onProblem, remove: (...ids: string[]) => removeTasks(ids, { library, onProblem }) };
}
const shown = () => useNotices.getState().notices.find(({ action }) => action !== undefined);
const leases = (calls: readonly (readonly unknown[])[]) => calls.map(([removed]) => (removed as RemovedTasks).lease);

it("of several deletions one notice tells, and brings all of them back", async () => {
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

it("when the notice goes, what only they had goes, and nothing before", async () => {
	const { library, remove } = setUp();
	await remove("a");
	await remove("b");
	expect(library.forgetTasks).not.toHaveBeenCalled();
	dismiss(shown()?.id ?? 0);
	await vi.waitFor(() => expect(leases(library.forgetTasks.mock.calls)).toEqual(["a", "b"]));
	await remove("d");
	expect(shown()?.text).toContain("1");
	dismiss(shown()?.id ?? 0);
	await vi.waitFor(() => expect(leases(library.forgetTasks.mock.calls)).toEqual(["a", "b", "d"]));
	expect(library.putTasksBack).not.toHaveBeenCalled();
});

it("what cannot be put back now can be put back later", async () => {
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

it("a notice that goes while the next ones are being deleted keeps its own, and no more", async () => {
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

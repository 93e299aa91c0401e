import { beforeEach, describe, expect, it, vi } from "vitest";
import { useNotices } from "../notices/notices";
import { canStep, clearActions, recordAction, redoAction, undoAction } from "./undoStack";

beforeEach(() => {
	clearActions();
	useNotices.setState({ notices: [] });
});

/** An action that changes a list as deleting a task does. */
function remove(list: string[], item: string) {
	const removeNow = async () => {
		list.splice(list.indexOf(item), 1);
		return true;
	};
	void removeNow();
	const action = {
		name: `Delete ${item}`,
		undo: vi.fn(async () => {
			list.push(item);
			return true;
		}),
		redo: vi.fn(removeNow),
	};
	recordAction(action);
	return action;
}
const said = () => useNotices.getState().notices.map(({ text }) => text);

describe("the undo stack of the library", () => {
	it("undoes the latest action first, redoes in the same order, and says what it did", async () => {
		const list = ["a", "b", "c"];
		remove(list, "a");
		remove(list, "b");
		await undoAction();
		expect(list).toEqual(["c", "b"]);
		expect(said()).toEqual(["Undone: Delete b"]);
		await undoAction();
		expect(list).toEqual(["c", "b", "a"]);
		await redoAction();
		expect(list).toEqual(["c", "b"]);
		expect(said()).toEqual(["Redone: Delete a"]);
		expect([canStep("undo"), canStep("redo")]).toEqual([true, true]);
	});

	it("has nothing to redo after another action", async () => {
		const list = ["a", "b"];
		remove(list, "a");
		await undoAction();
		remove(list, "b");
		expect(canStep("redo")).toBe(false);
	});

	it("takes one step after another, however fast the key is pressed", async () => {
		const list = ["a", "b"];
		const first = remove(list, "a");
		const second = remove(list, "b");
		const order: string[] = [];
		second.undo.mockImplementation(async () => {
			await Promise.resolve();
			order.push("b");
			return true;
		});
		first.undo.mockImplementation(async () => {
			order.push("a");
			return true;
		});
		await Promise.all([undoAction(), undoAction(), undoAction()]);
		expect(order).toEqual(["b", "a"]);
	});

	it("keeps an action whose undo fails, and forgets one that can no longer be undone, and says so", async () => {
		const action = remove(["a"], "a");
		action.undo.mockRejectedValueOnce(new Error("full"));
		await expect(undoAction()).rejects.toThrow("full");
		expect(canStep("undo")).toBe(true);
		action.undo.mockResolvedValueOnce(false);
		await undoAction();
		expect(canStep("undo")).toBe(false);
		expect(canStep("redo")).toBe(false);
		expect(said()[0]).toMatch(/cannot be undone/);
	});

	it("its notice takes the step back", async () => {
		const list = ["a"];
		remove(list, "a");
		await undoAction();
		useNotices.getState().notices[0]?.action?.run();
		await vi.waitFor(() => expect(list).toEqual([]));
		expect(said()).toEqual(["Redone: Delete a"]);
	});
});

import { describe, expect, it, vi } from "vitest";
import { setLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import type { TaskActions } from "./taskActions";
import { cardButtonsFor, labelWithCaution, menuItemsFor, type TaskSelection } from "./taskMenu";

const output = (index: number) => ({ index, image: `${index}`, contentType: "image/png", width: 1, height: 1 });
const task = (more: Partial<TaskRecord>): TaskRecord => ({
	id: "t",
	createdAt: 0,
	startedAt: 0,
	status: "done",
	operation: "generate",
	prompt: "",
	params: { model: "m", n: 1 },
	gateway: "custom",
	requestId: "hfis-t",
	inputs: { references: [] },
	outputs: [output(0)],
	...more,
});
const one = (more: Partial<TaskRecord>): TaskSelection => ({ ids: ["t"], task: task(more), areFavourites: false });
const ids = (actions: readonly { id: string }[]) => actions.map(({ id }) => id);

describe("the actions on a task", () => {
	it("offer to cancel a running task, not to delete it", () => {
		const running = one({ status: "running", outputs: [] });
		expect(ids(menuItemsFor(running))).toEqual(["cancel", "reuse", "favourite", "detail"]);
		expect(ids(cardButtonsFor(running))).toEqual(["cancel", "detail"]);
	});

	it("offer no retry for a complete task", () => {
		expect(ids(menuItemsFor(one({})))).not.toEqual(expect.arrayContaining(["retry"]));
		expect(ids(menuItemsFor(one({})))).toEqual(
			expect.arrayContaining(["edit", "reference", "reuse", "save", "detail", "delete"]),
		);
		expect(ids(menuItemsFor(one({})))).not.toContain("show");
		expect(ids(menuItemsFor(one({ inputs: { references: [], edit: { plan: {}, coverage: null } } })))).toContain(
			"show",
		);
	});

	it("offer to retry missing outputs, with a warning if that may be billed twice", () => {
		setLocale("en");
		const error = { code: "x", message: "", details: { may_have_billed: true } };
		const some = one({ params: { model: "m", n: 3 }, failures: [{ index: 1, error }] });
		const [retry] = cardButtonsFor(some);
		expect(retry && labelWithCaution(retry, some, translate)).toMatch(/^Retry 2 missing\. .*billed/);
		const lost = one({ gateway: "managed", status: "interrupted", outputs: [] });
		expect(ids(cardButtonsFor(lost))).toEqual(["fetchCloudOutputs", "retry"]);
		expect(ids(menuItemsFor(lost))).not.toEqual(expect.arrayContaining(["save"]));
	});

	it("show a favourite's star on the card, in its place", () => {
		const starred = (more: Partial<TaskRecord>) => ids(cardButtonsFor({ ...one(more), areFavourites: true }));
		expect(starred({})).toEqual(["detail", "favourite"]);
		expect(starred({ status: "failed", outputs: [] })).toEqual(["retry", "favourite"]);
		expect(ids(cardButtonsFor(one({ status: "failed", outputs: [] })))).toEqual(["retry", "detail"]);
	});

	it("save the selected output, or all outputs", () => {
		setLocale("en");
		const actions = { save: vi.fn(), setFavourite: vi.fn() } as unknown as TaskActions;
		const four = one({ params: { model: "m", n: 2 }, outputs: [output(0), output(1)] });
		const save = menuItemsFor(four).find(({ id }) => id === "save");
		expect(save?.label(four, translate)).toBe("Save 2 images…");
		save?.run(actions, four);
		save?.run(actions, { ...four, index: 1 });
		expect(vi.mocked(actions.save).mock.calls).toEqual([
			[["t"], undefined],
			[["t"], 1],
		]);
	});

	it("on several tasks are those that every task supports", () => {
		expect(ids(menuItemsFor({ ids: ["a", "b"], areFavourites: true }))).toEqual([
			"reference",
			"favourite",
			"save",
			"delete",
		]);
	});
});

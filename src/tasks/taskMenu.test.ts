import { describe, expect, it, vi } from "vitest";
import { setLocale, translate } from "../i18n/locale";
import type { TaskRecord } from "../library/records";
import type { TaskActions } from "./taskActions";
import { actionsFor, type Chosen, quickFor, wholeWords } from "./taskMenu";

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
const one = (more: Partial<TaskRecord>): Chosen => ({ ids: ["t"], task: task(more), areFavourites: false });
const ids = (actions: readonly { id: string }[]) => actions.map(({ id }) => id);

describe("what can be done with a task", () => {
	it("that runs: it is stopped, never deleted under what is being paid for", () => {
		const running = one({ status: "running", outputs: [] });
		expect(ids(actionsFor(running))).toEqual(["cancel", "reuse", "favourite", "detail"]);
		expect(ids(quickFor(running))).toEqual(["cancel", "detail"]);
	});

	it("that has its pictures: nothing is asked for again", () => {
		expect(ids(actionsFor(one({})))).not.toEqual(expect.arrayContaining(["retry"]));
		expect(ids(actionsFor(one({})))).toEqual(
			expect.arrayContaining(["edit", "reference", "reuse", "save", "detail", "delete"]),
		);
		expect(ids(actionsFor(one({})))).not.toContain("show");
		expect(ids(actionsFor(one({ inputs: { references: [], edit: { plan: {}, coverage: null } } })))).toContain("show");
	});

	it("that lacks some: those are asked for, and it is said when that may cost twice", () => {
		setLocale("en");
		const error = { code: "x", message: "", details: { may_have_billed: true } };
		const some = one({ params: { model: "m", n: 3 }, failures: [{ index: 1, error }] });
		const [retry] = quickFor(some);
		expect(retry && wholeWords(retry, some, translate)).toMatch(/^Ask for the 2 missing\. .*billed/);
		const lost = one({ gateway: "managed", status: "interrupted", outputs: [] });
		expect(ids(quickFor(lost))).toEqual(["bringIn", "retry"]);
		expect(ids(actionsFor(lost))).not.toEqual(expect.arrayContaining(["save"]));
	});

	it("a star that is set is on the card, in its place", () => {
		const starred = (more: Partial<TaskRecord>) => ids(quickFor({ ...one(more), areFavourites: true }));
		expect(starred({})).toEqual(["detail", "favourite"]);
		expect(starred({ status: "failed", outputs: [] })).toEqual(["retry", "favourite"]);
		expect(ids(quickFor(one({ status: "failed", outputs: [] })))).toEqual(["retry", "detail"]);
	});

	it("takes the output that is meant, or all of them", () => {
		setLocale("en");
		const actions = { save: vi.fn(), setFavourite: vi.fn() } as unknown as TaskActions;
		const four = one({ params: { model: "m", n: 2 }, outputs: [output(0), output(1)] });
		const save = actionsFor(four).find(({ id }) => id === "save");
		expect(save?.words(four, translate)).toBe("Save 2 pictures…");
		save?.run(actions, four);
		save?.run(actions, { ...four, index: 1 });
		expect(vi.mocked(actions.save).mock.calls).toEqual([
			[["t"], undefined],
			[["t"], 1],
		]);
	});

	it("several together: only what all can take", () => {
		expect(ids(actionsFor({ ids: ["a", "b"], areFavourites: true }))).toEqual([
			"reference",
			"favourite",
			"save",
			"delete",
		]);
	});
});

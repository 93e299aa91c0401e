import { expect, test } from "vitest";
import type { TaskRecord } from "../../library/records";
import { kinOf } from "./kin";

const task = (id: string, target: string | undefined, references: string[], came: string[]) =>
	({
		id,
		createdAt: id.charCodeAt(0),
		inputs: { references, ...(target ? { target } : {}) },
		outputs: came.map((image, index) => ({ index, image })),
	}) as unknown as TaskRecord;

test("made from, went into, and other edits of the same picture; the newest first, nothing without a picture", () => {
	const first = task("a", undefined, [], ["A"]);
	const edit = task("b", "A", ["R"], ["B"]);
	const sibling = task("c", "A", [], ["C"]);
	const failed = task("d", "A", [], []);
	const child = task("e", undefined, ["B"], ["E"]);
	const later = task("f", "B", [], ["F"]);
	const all = [first, edit, sibling, failed, child, later];
	const kin = (of: TaskRecord) => kinOf(of, all).map(({ how, tasks }) => [how, ...tasks.map(({ id }) => id)]);
	expect(kin(edit)).toEqual([
		["from", "a"],
		["into", "f", "e"],
		["beside", "c"],
	]);
	expect(kin(first)).toEqual([["into", "c", "b"]]);
	expect(kin(child)).toEqual([["from", "b"]]);
	expect(kinOf(first, [])).toEqual([]);
});

test("an edit on the canvas sends a file of its own: it hangs together by what the canvas came from", () => {
	const onCanvas = (id: string, origins: string[], ...came: string[]) => {
		const made = task(id, `sent${id}`, [], came);
		return { ...made, inputs: { ...made.inputs, origins } };
	};
	const first = task("a", undefined, [], ["A"]);
	const one = onCanvas("b", ["A"], "B");
	const two = onCanvas("c", ["A"], "C");
	const onward = onCanvas("d", ["A", "B"], "D");
	const kin = (of: TaskRecord) =>
		kinOf(of, [first, one, two, onward]).map(({ how, tasks }) => [how, ...tasks.map(({ id }) => id)]);
	expect(kin(first)).toEqual([["into", "d", "c", "b"]]);
	expect(kin(one)).toEqual([
		["from", "a"],
		["into", "d"],
		["beside", "c"],
	]);
	expect(kin(onward)).toEqual([["from", "b", "a"]]);
});

import { expect, test } from "vitest";
import type { TaskRecord } from "../../library/records";
import { findRelatedTasks } from "./relatedTasks";

const task = (id: string, target: string | undefined, references: string[], outputs: string[]) =>
	({
		id,
		createdAt: id.charCodeAt(0),
		inputs: { references, ...(target ? { target } : {}) },
		outputs: outputs.map((image, index) => ({ index, image })),
	}) as unknown as TaskRecord;

test("related tasks are sources, uses and other edits of the same picture, newest first, without failed tasks", () => {
	const first = task("a", undefined, [], ["A"]);
	const edit = task("b", "A", ["R"], ["B"]);
	const sibling = task("c", "A", [], ["C"]);
	const failed = task("d", "A", [], []);
	const child = task("e", undefined, ["B"], ["E"]);
	const later = task("f", "B", [], ["F"]);
	const all = [first, edit, sibling, failed, child, later];
	const relatedTo = (of: TaskRecord) =>
		findRelatedTasks(of, all).map(({ relation, tasks }) => [relation, ...tasks.map(({ id }) => id)]);
	expect(relatedTo(edit)).toEqual([
		["from", "a"],
		["into", "f", "e"],
		["beside", "c"],
	]);
	expect(relatedTo(first)).toEqual([["into", "c", "b"]]);
	expect(relatedTo(child)).toEqual([["from", "b"]]);
	expect(findRelatedTasks(first, [])).toEqual([]);
});

test("edits of the canvas, which send files of their own, are related by the accepted results", () => {
	const onCanvas = (id: string, origins: string[], ...outputs: string[]) => {
		const made = task(id, `sent${id}`, [], outputs);
		return { ...made, inputs: { ...made.inputs, origins } };
	};
	const first = task("a", undefined, [], ["A"]);
	const one = onCanvas("b", ["A"], "B");
	const two = onCanvas("c", ["A"], "C");
	const onward = onCanvas("d", ["A", "B"], "D");
	const relatedTo = (of: TaskRecord) =>
		findRelatedTasks(of, [first, one, two, onward]).map(({ relation, tasks }) => [
			relation,
			...tasks.map(({ id }) => id),
		]);
	expect(relatedTo(first)).toEqual([["into", "d", "c", "b"]]);
	expect(relatedTo(one)).toEqual([
		["from", "a"],
		["into", "d"],
		["beside", "c"],
	]);
	expect(relatedTo(onward)).toEqual([["from", "b", "a"]]);
});

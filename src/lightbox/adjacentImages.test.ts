import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TaskRecord } from "../library/records";
import { findAdjacent, findComparison, type TaskImage, taskImageAt } from "./adjacentImages";

const task = (id: string, outputs: number, target?: string) =>
	({
		id,
		inputs: { references: [], ...(target ? { target } : {}) },
		outputs: Array.from({ length: outputs }, (_, index) => ({ index, image: `${id}${index}` })),
	}) as unknown as TaskRecord;

function libraryOf(...tasks: TaskRecord[]) {
	const library = { getTask: async (id: string) => tasks.find((one) => one.id === id) };
	return { library, ids: tasks.map(({ id }) => id) };
}

describe("adjacent images", () => {
	test("are every output of every task, in both directions", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 }), async (counts) => {
				const tasks = counts.map((count, at) => task(`t${at}.`, count, "before"));
				const { ids, library } = libraryOf(...tasks);
				const all = tasks.flatMap(({ outputs }) => outputs.map(({ image }) => image));
				const walk = async (from: TaskImage | undefined, step: 1 | -1) => {
					const seen: string[] = [];
					for (let image = from; image; image = await findAdjacent(image, step, ids, library)) seen.push(image.image);
					return seen;
				};
				const withOutputs = tasks.filter(({ outputs }) => outputs.length > 0);
				const [first, last] = [withOutputs[0], withOutputs.at(-1)];
				if (!first || !last) return;
				expect(await walk(taskImageAt(first, 0), 1)).toEqual(all);
				expect(await walk(taskImageAt(last, last.outputs.length - 1), -1)).toEqual(all.reverse());
			}),
		);
	});

	test("of a task outside of the filter are only its own outputs", async () => {
		const { library } = libraryOf(task("a", 2));
		const taskImage = taskImageAt(task("b", 1), 0) as TaskImage;
		expect(await findAdjacent(taskImage, 1, ["a"], library)).toBeUndefined();
		expect(await findAdjacent(taskImage, -1, ["a"], library)).toBeUndefined();
	});

	test("of a running task include outputs that arrived later", async () => {
		const { library, ids } = libraryOf(task("a", 2));
		expect((await findAdjacent(taskImageAt(task("a", 1), 0) as TaskImage, 1, ids, library))?.image).toBe("a1");
	});

	test("are compared: with the edited picture, else another output, else an adjacent task's", async () => {
		const edited = task("e", 2, "before");
		const [pair, single] = [task("p", 2), task("s", 1)];
		const { library, ids } = libraryOf(edited, pair, single);
		const comparison = async (of: TaskRecord, at: number) =>
			(await findComparison(taskImageAt(of, at) as TaskImage, ids, library))?.image;
		expect(await comparison(edited, 1)).toBe("before");
		expect(await comparison(edited, -1)).toBe("e0");
		expect(await comparison(pair, 0)).toBe("p1");
		expect(await comparison(pair, 1)).toBe("p0");
		expect(await comparison(single, 0)).toBe("p1");
		expect(await findComparison(taskImageAt(single, 0) as TaskImage, [], library)).toBeUndefined();
	});
});

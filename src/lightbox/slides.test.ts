import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TaskRecord } from "../library/records";
import { beside, counterpart, type Slide, slideOf } from "./slides";

const task = (id: string, outputs: number, target?: string) =>
	({
		id,
		inputs: { references: [], ...(target ? { target } : {}) },
		outputs: Array.from({ length: outputs }, (_, index) => ({ index, image: `${id}${index}` })),
	}) as unknown as TaskRecord;

function shelf(...tasks: TaskRecord[]) {
	const library = { getTask: async (id: string) => tasks.find((one) => one.id === id) };
	return { library, ids: tasks.map(({ id }) => id) };
}

describe("slides", () => {
	test("forward through every output of every task that has one, and the same way back", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 }), async (counts) => {
				const tasks = counts.map((count, at) => task(`t${at}.`, count, "before"));
				const { ids, library } = shelf(...tasks);
				const all = tasks.flatMap(({ outputs }) => outputs.map(({ image }) => image));
				const walk = async (from: Slide | undefined, step: 1 | -1) => {
					const seen: string[] = [];
					for (let slide = from; slide; slide = await beside(slide, step, ids, library)) seen.push(slide.image);
					return seen;
				};
				const withOutputs = tasks.filter(({ outputs }) => outputs.length > 0);
				const [first, last] = [withOutputs[0], withOutputs.at(-1)];
				if (!first || !last) return;
				expect(await walk(slideOf(first, 0), 1)).toEqual(all);
				expect(await walk(slideOf(last, last.outputs.length - 1), -1)).toEqual(all.reverse());
			}),
		);
	});

	test("of a task that is not among those shown, its own outputs", async () => {
		const { library } = shelf(task("a", 2));
		const slide = slideOf(task("b", 1), 0) as Slide;
		expect(await beside(slide, 1, ["a"], library)).toBeUndefined();
		expect(await beside(slide, -1, ["a"], library)).toBeUndefined();
	});

	test("of a task that runs, what has come since it was looked at", async () => {
		const { library, ids } = shelf(task("a", 2));
		expect((await beside(slideOf(task("a", 1), 0) as Slide, 1, ids, library))?.image).toBe("a1");
	});

	test("compared with what it was made from, else with a sibling, else with a neighbour", async () => {
		const edited = task("e", 2, "before");
		const [pair, single] = [task("p", 2), task("s", 1)];
		const { library, ids } = shelf(edited, pair, single);
		const partner = async (of: TaskRecord, at: number) =>
			(await counterpart(slideOf(of, at) as Slide, ids, library))?.image;
		expect(await partner(edited, 1)).toBe("before");
		expect(await partner(edited, -1)).toBe("e0");
		expect(await partner(pair, 0)).toBe("p1");
		expect(await partner(pair, 1)).toBe("p0");
		expect(await partner(single, 0)).toBe("p1");
		expect(await counterpart(slideOf(single, 0) as Slide, [], library)).toBeUndefined();
	});
});

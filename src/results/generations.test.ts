import { beforeEach, expect, test } from "vitest";
import type { TaskRecord } from "../library/records";
import { addGeneration, dismissGenerated, isListedGeneration, useGenerations } from "./generations";
import { picturesOf } from "./useGeneratedPictures";

beforeEach(() => useGenerations.setState({ tasks: [], dismissed: [] }));

const output = (index: number) => ({ index, image: `sha-${index}`, contentType: "image/png", width: 1, height: 1 });
const task = (more: Partial<TaskRecord>) => ({
	...{ id: "t", prompt: "a fox", params: { model: "m", n: 3 }, outputs: [], status: "running" as const },
	...more,
});
const progress = { previews: new Map([[1, new Blob(["preview"])]]), failedCount: 0 };

test("a running generation has a placeholder for each picture, with its preview", () => {
	const pictures = picturesOf(task({ outputs: [output(0)] }), progress, new Map(), []);
	expect(pictures.map(({ id, image, preview }) => [id, image, preview !== undefined])).toEqual([
		["t-0", "sha-0", false],
		["t-1", undefined, true],
		["t-2", undefined, false],
	]);
});

test("of an ended generation only the delivered pictures are listed, without those that were taken off", () => {
	const ended = task({ status: "done", outputs: [output(0), output(2)] });
	expect(picturesOf(ended, undefined, new Map(), ["t-0"]).map(({ id }) => id)).toEqual(["t-2"]);
	expect(picturesOf(task({ status: "failed" }), undefined, new Map(), [])).toEqual([]);
});

test("the newest generations stay on the strip, and a picture that was taken off returns with its task", () => {
	for (let i = 0; i < 8; i++) addGeneration(`task${i}`);
	expect(useGenerations.getState().tasks).toHaveLength(6);
	expect(isListedGeneration("task1")).toBe(false);
	dismissGenerated("task7-0");
	expect(useGenerations.getState().dismissed).toEqual(["task7-0"]);
	addGeneration("task7");
	expect(useGenerations.getState()).toMatchObject({ dismissed: [] });
	expect(useGenerations.getState().tasks.at(-1)).toBe("task7");
});

import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DATABASE_NAME } from "./database";
import { matcher, type TaskFilter, toFindable } from "./find";
import { openLibrary } from "./library";
import type { TaskRecord } from "./records";
import { task } from "./taskForTests";

describe("the last days", () => {
	afterEach(() => vi.useRealTimers());
	const isMeant = (filter: TaskFilter, createdAt: Date) =>
		matcher(filter, new Set())(toFindable(task("a", { createdAt: createdAt.getTime() })));

	it("begin with a day of the person's calendar, whatever hour it is, and whatever the clocks did since", () => {
		// Clocks change in many places in these days.
		for (const now of [new Date(2026, 2, 31, 0, 0, 1), new Date(2026, 2, 31, 23, 59), new Date(2026, 10, 3, 12)]) {
			vi.setSystemTime(now);
			const start = (ago: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago);
			expect(isMeant({ days: 1 }, start(0))).toBe(true);
			expect(isMeant({ days: 1 }, new Date(start(0).getTime() - 1))).toBe(false);
			expect(isMeant({ days: 7 }, start(6))).toBe(true);
			expect(isMeant({ days: 7 }, new Date(start(6).getTime() - 1))).toBe(false);
		}
	});
});

it("tells which models tasks were made with, each once, as tasks come and go", async () => {
	const library = openLibrary();
	const told: (readonly string[])[] = [];
	const stop = library.watchModels((models) => told.push(models));
	const next = (models: string[]) => vi.waitFor(() => expect(told.at(-1)).toEqual(models));
	await next([]);
	const other = { params: { model: "dall-e-3", n: 1 } } as Partial<TaskRecord>;
	for (const one of [task("a"), task("b"), task("c", other)]) await library.addTask(one);
	await next(["dall-e-3", "gpt-image-2"]);
	await library.removeTasks(["c"]);
	await next(["gpt-image-2"]);
	stop();
	library.close();
	await Dexie.delete(DATABASE_NAME);
});

import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import * as fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DATABASE_NAME } from "./database";
import { type Library, openLibrary } from "./library";
import { makeTask } from "./makeTask";
import type { TaskRecord } from "./records";
import { createMatcher, type TaskFilter, toSearchEntry } from "./taskQuery";

let library: Library;
afterEach(async () => {
	vi.useRealTimers();
	library?.close();
	await Dexie.delete(DATABASE_NAME);
});

describe("a filter by days", () => {
	const matches = (filter: TaskFilter, createdAt: Date) =>
		createMatcher(filter, new Set())(toSearchEntry(makeTask("a", { createdAt: createdAt.getTime() })));

	it("starts at local midnight, at any time of day and across changes of daylight saving time", () => {
		// Daylight saving time changes in many time zones between these dates.
		for (const now of [new Date(2026, 2, 31, 0, 0, 1), new Date(2026, 2, 31, 23, 59), new Date(2026, 10, 3, 12)]) {
			vi.setSystemTime(now);
			const start = (ago: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - ago);
			expect(matches({ days: 1 }, start(0))).toBe(true);
			expect(matches({ days: 1 }, new Date(start(0).getTime() - 1))).toBe(false);
			expect(matches({ days: 7 }, start(6))).toBe(true);
			expect(matches({ days: 7 }, new Date(start(6).getTime() - 1))).toBe(false);
		}
	});
});

it("still reads changes after a task was written by a clock that was ahead", async () => {
	vi.useFakeTimers({ toFake: ["Date"], now: new Date(2040, 0) });
	library = openLibrary();
	await library.addTask(makeTask("ahead"));
	vi.setSystemTime(new Date(2026, 10, 21));
	await library.addTask(makeTask("b", { status: "running" }));
	const reported: (readonly string[])[] = [];
	const stop = library.watchTaskIds({ status: "running" }, (ids) => reported.push(ids));
	await vi.waitFor(() => expect(reported.at(-1)).toEqual(["b"]));
	await library.changeTask("b", (now) => ({ ...now, status: "done" }));
	await vi.waitFor(() => expect(reported.at(-1)).toEqual([]));
	stop();
});

it("a search typed letter by letter finds the same tasks as one typed at once", async () => {
	library = openLibrary();
	const words = [
		"red fox",
		'Fox "and" hen',
		"cafe\u0301",
		"f\u00f3x",
		"ﬁne café",
		"a  b",
		'say "hi there" now',
		"狐狸",
		"e\u0301e",
	];
	for (const [at, prompt] of words.entries()) await library.addTask(makeTask(`t${at}`, { createdAt: at, prompt }));
	const ask = (filter: TaskFilter) =>
		new Promise<readonly string[]>((resolve) => {
			const stop = library.watchTaskIds(filter, (ids) => {
				resolve(ids);
				setTimeout(() => stop());
			});
		});
	const letters = fc.array(fc.constantFrom(...'foxe\u0301 "é狐ahi'), { maxLength: 8 }).map((all) => all.join(""));
	const findable = await Promise.all(words.map((_, at) => library.getTask(`t${at}`)));
	await fc.assert(
		fc.asyncProperty(letters, async (text) => {
			for (let end = 0; end <= text.length; end++) {
				const filter = { text: text.slice(0, end) };
				const matches = createMatcher(filter, new Set());
				const all = findable.flatMap((one) => (one && matches(toSearchEntry(one)) ? one.id : [])).reverse();
				expect(await ask(filter)).toEqual(all);
			}
		}),
		{ numRuns: 60, examples: [["o\u0301"], ['"red fox" x']] },
	);
});

it("reports each model that tasks were made with once, as tasks are added and removed", async () => {
	library = openLibrary();
	const reported: (readonly string[])[] = [];
	const stop = library.watchModels((models) => reported.push(models));
	const next = (models: string[]) => vi.waitFor(() => expect(reported.at(-1)).toEqual(models));
	await next([]);
	const other = { params: { model: "dall-e-3", n: 1 } } as Partial<TaskRecord>;
	for (const one of [makeTask("a"), makeTask("b"), makeTask("c", other)]) await library.addTask(one);
	await next(["dall-e-3", "gpt-image-2"]);
	await library.removeTasks(["c"]);
	await next(["gpt-image-2"]);
	stop();
});

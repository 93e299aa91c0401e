import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DATABASE_NAME } from "./database";
import { createFixtureDatabase } from "./databaseFixture";
import { type Library, openLibrary } from "./library";
import { makeTask } from "./makeTask";
import type { TaskRecord } from "./records";
import type { TaskFilter } from "./taskQuery";
import { VERSION_2 } from "./version2.fixture";

let library: Library;
beforeEach(() => {
	library = openLibrary();
});
afterEach(async () => {
	library.close();
	await Dexie.delete(DATABASE_NAME);
});

const revised = (revisedPrompt: string): Partial<TaskRecord> => ({
	outputs: [{ index: 0, image: "ab".repeat(32), contentType: "image/png", width: 1, height: 1, revisedPrompt }],
});

/** The latest reported value. */
const idsOf = (filter: TaskFilter): Promise<readonly string[]> =>
	new Promise((resolve) => {
		const stop = library.watchTaskIds(filter, (ids) => {
			resolve(ids);
			setTimeout(() => stop());
		});
	});

describe("watching tasks", () => {
	beforeEach(async () => {
		const all = [
			makeTask("fox", { createdAt: 1, prompt: "A red FOX in the snow" }),
			makeTask("door", { createdAt: 2, prompt: "a door", ...revised("A crimson door with brass") }),
			makeTask("size", {
				createdAt: 3,
				prompt: "小狐狸",
				params: { model: "dall-e-3", size: "auto", n: 1 },
				inputs: { references: [], markup: "ab".repeat(32) },
			}),
			makeTask("mask", { createdAt: 4, prompt: "snow", inputs: { references: [], editMask: "cd".repeat(32) } }),
			makeTask("bad", { createdAt: 5, prompt: "snow fox", status: "failed" }),
		];
		for (const one of all) await library.addTask(one);
		await library.setFavourites(["fox", "bad"], true);
	});

	it.each<[string, TaskFilter, readonly string[]]>([
		["an empty filter: all tasks, newest first", {}, ["bad", "mask", "size", "door", "fox"]],
		["only spaces: all tasks", { text: "  " }, ["bad", "mask", "size", "door", "fox"]],
		["words in any order and any case", { text: "Snow fox" }, ["bad", "fox"]],
		["a phrase in quotes", { text: '"red fox"' }, ["fox"]],
		["an unclosed quote", { text: '"red fo' }, ["fox"]],
		["the revised prompt", { text: "brass" }, ["door"]],
		["parameters", { text: "dall-e" }, ["size"]],
		["field names do not match", { text: "model" }, []],
		["Chinese", { text: "狐狸" }, ["size"]],
		["full-width letters", { text: "ｆｏｘ" }, ["bad", "fox"]],
		["status", { status: "failed" }, ["bad"]],
		["favourites", { onlyFavourites: true }, ["bad", "fox"]],
		["favourites and text", { onlyFavourites: true, text: "red" }, ["fox"]],
		["model", { model: "dall-e-3" }, ["size"]],
		["a time range", { from: 2, to: 3 }, ["size", "door"]],
		["with a mask or a drawing", { hasMask: true }, ["mask", "size"]],
		["without a mask", { hasMask: false, text: "snow" }, ["bad", "fox"]],
	])("%s", async (_, filter, ids) => {
		expect(await idsOf(filter)).toEqual(ids);
	});

	it("reports added, changed, favourite and removed tasks", async () => {
		const reported: string[][] = [];
		const stop = library.watchTaskIds({ text: "fox", onlyFavourites: true }, (ids) => reported.push([...ids]));
		const next = (ids: string[]) => vi.waitFor(() => expect(reported.at(-1)).toEqual(ids));
		await next(["bad", "fox"]);
		await library.addTask(makeTask("new", { createdAt: 9, prompt: "fox" }));
		await library.setFavourites(["new"], true);
		await next(["new", "bad", "fox"]);
		await library.changeTask("fox", (now) => ({ ...now, prompt: "a hare" }));
		await next(["new", "bad"]);
		await library.changeTask("fox", (now) => ({ ...now, ...revised("it was a fox") }));
		await next(["new", "bad", "fox"]);
		const removed = await library.removeTasks(["new", "bad", "unknown"]);
		await next(["fox"]);
		await library.restoreTasks(removed);
		await next(["new", "bad", "fox"]);
		await library.setFavourites(["bad"], false);
		await next(["new", "fox"]);
		stop();
	});

	it("reads only the requested tasks, in the requested order", async () => {
		const reported: string[][] = [];
		const stop = library.watchTasksOf(["mask", "gone", "fox"], (tasks) =>
			reported.push(tasks.map(({ prompt }) => prompt)),
		);
		await vi.waitFor(() => expect(reported.at(-1)).toEqual(["snow", "A red FOX in the snow"]));
		await library.changeTask("fox", (now) => ({ ...now, prompt: "changed" }));
		await vi.waitFor(() => expect(reported.at(-1)).toEqual(["snow", "changed"]));
		stop();
	});

	describe("stars on pictures", () => {
		const output = (index: number) => ({
			index,
			image: `${index}`.repeat(64),
			contentType: "image/png",
			width: 300,
			height: 200,
		});
		beforeEach(() => library.addTask(makeTask("pair", { createdAt: 9, outputs: [output(0), output(2)] })));

		const listed = (filter: TaskFilter): Promise<readonly string[]> =>
			new Promise((resolve) => {
				const stop = library.watchPictures(filter, (pictures) => {
					resolve(pictures.map(({ task, index, width, height }) => `${task} ${index} ${width}x${height}`));
					setTimeout(() => stop());
				});
			});

		it("lists every picture with its size, and with the filter for favourites the starred ones", async () => {
			expect(await listed({})).toEqual(["pair 0 300x200", "pair 2 300x200", "door 0 1x1"]);
			await library.setPictureFavourite("pair", 2, true);
			await vi.waitFor(async () => expect(await listed({ onlyFavourites: true })).toEqual(["pair 2 300x200"]));
			expect(await idsOf({ onlyFavourites: true })).toEqual(["pair", "bad", "fox"]);
		});

		it("leave the other pictures starred if the whole task was, and go with the star of the task", async () => {
			await library.setFavourites(["pair"], true);
			await library.setPictureFavourite("pair", 0, false);
			await vi.waitFor(async () => expect(await listed({ onlyFavourites: true })).toEqual(["pair 2 300x200"]));
			await library.setFavourites(["pair"], false);
			await vi.waitFor(async () => expect(await listed({ onlyFavourites: true })).toEqual([]));
		});

		it("come back with a task that was removed, and are part of the library's copy", async () => {
			await library.setPictureFavourite("pair", 2, true);
			const copy = await library.readRecords();
			const removed = await library.removeTasks(["pair"]);
			await vi.waitFor(async () => expect(await idsOf({ onlyFavourites: true })).toEqual(["bad", "fox"]));
			await library.restoreTasks(removed);
			await vi.waitFor(async () => expect(await listed({ onlyFavourites: true })).toEqual(["pair 2 300x200"]));
			await library.removeTasks(["pair"]);
			expect(await library.addMissingRecords(copy), "a task in the bin is not missing").toEqual([]);
			await library.purgeTasks(["pair"]);
			expect(await library.addMissingRecords(copy)).toEqual(["pair"]);
			await vi.waitFor(async () => expect(await listed({ onlyFavourites: true })).toEqual(["pair 2 300x200"]));
		});
	});

	it("writes one small record for a favourite", async () => {
		const put = vi.spyOn(IDBObjectStore.prototype, "put");
		await library.setFavourites(["door"], true);
		expect(put.mock.calls.map(([record]) => record)).toEqual([{ id: "door" }]);
		put.mockRestore();
	});
});

describe("version 2", () => {
	it("is migrated: tasks are unchanged and searchable, and none of their images counts as unused", async () => {
		library.close();
		await Dexie.delete(DATABASE_NAME);
		await createFixtureDatabase(VERSION_2);
		library = openLibrary();
		for (const kept of VERSION_2.tasks) expect(await library.getTask(kept.id)).toMatchObject(kept);
		expect(await idsOf({ text: "crimson" })).toEqual(["task-edit"]);
		expect(await library.deleteUnusedImages()).toBe(1);
		expect(await library.getImage("b1".repeat(32))).toBeUndefined();
		for (const used of ["a1", "a2", "a3", "a4", "a5"]) expect(await library.getImage(used.repeat(32))).toBeDefined();
	});
});

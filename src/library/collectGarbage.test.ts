import "fake-indexeddb/auto";
import { createHash } from "node:crypto";
import { Dexie } from "dexie";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { GRACE_PERIOD_MS } from "./collectGarbage";
import { DATABASE_NAME, StudioDatabase } from "./database";
import { type Library, openLibrary } from "./library";
import { makeTask } from "./makeTask";

beforeEach(() => {
	vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(async () => {
	vi.useRealTimers();
	await Dexie.delete(DATABASE_NAME);
});

const MINUTE = 60_000;
const PICTURES = ["a", "b", "c", "d"];
const nameOf = (picture: string): string => createHash("sha256").update(picture).digest("hex");
const naming = (id: string, pictures: readonly string[]) =>
	makeTask(id, { inputs: { references: pictures.map(nameOf) } });

const picture = fc.constantFrom(...PICTURES);
const pictures = fc.uniqueArray(picture, { maxLength: 3 });
const window = fc.constantFrom(0, 1);
const step = fc.oneof(
	fc.record({ do: fc.constant("put" as const), window, picture }),
	fc.record({ do: fc.constant("task" as const), window, id: fc.constantFrom("t1", "t2", "t3"), pictures }),
	fc.record({ do: fc.constant("document" as const), window, id: fc.constantFrom("d1", "d2"), pictures }),
	fc.record({ do: fc.constant("remove" as const), window, id: fc.constantFrom("t1", "t2", "t3") }),
	fc.record({ do: fc.constant("undo" as const), window, isWanted: fc.boolean() }),
	fc.record({ do: fc.constant("delete" as const), window, id: fc.constantFrom("d1", "d2"), keep: pictures }),
	fc.record({ do: fc.constant("hold" as const), window, pictures }),
	fc.record({
		do: fc.constant("wait" as const),
		ms: fc.constantFrom(MINUTE, 30 * MINUTE, 31 * 24 * 60 * MINUTE, GRACE_PERIOD_MS),
	}),
	fc.record({ do: fc.constant("collect" as const), window, keep: pictures }),
);

/** A naive reference model that recomputes everything on each query. */
class Naive {
	/** Creation time of each image. */
	readonly there = new Map<string, number>();
	readonly named = new Map<string, readonly string[]>();
	readonly leases = new Map<string, { readonly pictures: readonly string[]; readonly until: number }>();

	isUsed(picture: string, keep: readonly string[] = []): boolean {
		const leased = [...this.leases.values()].filter(({ until }) => until > Date.now());
		return [...this.named.values(), ...leased.map(({ pictures }) => pictures), keep].some((all) =>
			all.includes(picture),
		);
	}
	free(pictures: Iterable<string>, keep: readonly string[] = []): void {
		for (const one of [...pictures]) if (!this.isUsed(one, keep)) this.there.delete(one);
	}
	lease(id: string, pictures: readonly string[], forMs: number): void {
		this.leases.set(id, { pictures, until: Date.now() + forMs });
	}
}

it("with two windows, exactly the images of the reference model remain, and tasks that are restored from the bin have theirs", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 40, size: "max" }), async (steps) => {
			await Dexie.delete(DATABASE_NAME);
			vi.setSystemTime(2_000_000_000_000);
			const windows: readonly Library[] = [openLibrary(), openLibrary()];
			const at = (number: number): Library => windows[number] as Library;
			const naive = new Naive();
			const removed: (readonly string[])[][] = [[], []];
			const db = new StudioDatabase();
			const isThere = async (one: string) => (await db.images.get(nameOf(one))) !== undefined;

			for (const now of steps) {
				if (now.do === "put") {
					await at(now.window).putImage(new Blob([now.picture]));
					if (naive.there.has(now.picture)) naive.lease(`put ${now.picture}`, [now.picture], GRACE_PERIOD_MS);
					else naive.there.set(now.picture, Date.now());
				} else if (now.do === "task") {
					await at(now.window).addTask(naming(now.id, now.pictures));
					naive.named.set(now.id, now.pictures);
				} else if (now.do === "document") {
					await at(now.window).putDocument(now.id, { name: now.id, images: now.pictures.map(nameOf) });
					naive.named.set(now.id, now.pictures);
				} else if (now.do === "remove") {
					const of = await at(now.window).removeTasks([now.id]);
					const pictures = naive.named.get(now.id) ?? [];
					if (of.length === 0) continue;
					naive.named.delete(now.id);
					naive.named.set(`bin ${now.id}`, pictures);
					removed[now.window]?.push(of);
				} else if (now.do === "undo") {
					const last = removed[now.window]?.pop();
					const binned = last && naive.named.get(`bin ${last[0]}`);
					if (!last || !binned) continue;
					naive.named.delete(`bin ${last[0]}`);
					if (now.isWanted) {
						for (const one of binned) expect(await isThere(one)).toBe(naive.there.has(one));
						await at(now.window).restoreTasks(last);
						naive.named.set(last[0] as string, binned);
					} else {
						await at(now.window).purgeTasks(last);
						const id = last[0] as string;
						const freed = [...binned, ...(naive.named.get(id) ?? [])];
						naive.named.delete(id);
						naive.free(freed);
					}
				} else if (now.do === "delete") {
					await at(now.window).deleteDocument(now.id, now.keep.map(nameOf));
					const pictures = naive.named.get(now.id) ?? [];
					naive.named.delete(now.id);
					naive.free(pictures, now.keep);
				} else if (now.do === "hold") {
					await at(now.window).leaseImages(`window ${now.window}`, now.pictures.map(nameOf), 10 * MINUTE);
					naive.lease(`window ${now.window}`, now.pictures, 10 * MINUTE);
				} else if (now.do === "wait") vi.setSystemTime(Date.now() + now.ms);
				else {
					await at(now.window).deleteUnusedImages(now.keep.map(nameOf));
					const old = [...naive.there].filter(([, createdAt]) => createdAt <= Date.now() - GRACE_PERIOD_MS);
					naive.free(
						old.map(([one]) => one),
						now.keep,
					);
				}
			}
			expect(await db.images.toCollection().primaryKeys()).toEqual([...naive.there.keys()].map(nameOf).sort());
			for (const one of [...windows, db]) one.close();
		}),
		{ numRuns: 40 },
	);
});

it("images of tasks in the bin stay, however old they are, until the tasks are deleted for good", async () => {
	const library = openLibrary();
	const image = await library.putImage(new Blob(["a"]));
	await library.addTask(makeTask("t1", { inputs: { references: [image] } }));
	await library.removeTasks(["t1"]);
	vi.setSystemTime(Date.now() + 2 * GRACE_PERIOD_MS);
	expect(await library.deleteUnusedImages()).toBe(0);
	expect(await library.getImage(image)).toBeDefined();
	await library.purgeTasks(["t1"]);
	expect(await library.getImage(image)).toBeUndefined();
	library.close();
});

it("an old image that another window has just stored again is not deleted", async () => {
	const [one, other]: readonly [Library, Library] = [openLibrary(), openLibrary()];
	const name = await one.putImage(new Blob(["a"]));
	await one.addTask(naming("t", ["a"]));
	vi.setSystemTime(Date.now() + 2 * GRACE_PERIOD_MS);
	const removed = await one.removeTasks(["t"]);
	await other.putImage(new Blob(["a"]));
	await one.purgeTasks(removed);
	await one.deleteUnusedImages();
	await other.putDocument("d", { base: name });
	expect(await other.getImage(name)).toBeDefined();
	for (const library of [one, other]) library.close();
});

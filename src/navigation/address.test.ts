import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromDay, toDay } from "../library/days";
import { TASK_STATUSES } from "../library/records";
import type { TaskFilter } from "../library/taskQuery";
import { fromAddress, type Place, type StudioLocation, toAddress } from "./address";

const words = fc.string({ minLength: 1, unit: "grapheme" });
const day = fc.date({
	min: new Date(1990, 0, 1),
	max: new Date(2100, 0, 1),
	noInvalidDate: true,
});
const filters: fc.Arbitrary<TaskFilter> = fc.record(
	{
		text: words,
		status: fc.constantFrom(...TASK_STATUSES),
		onlyFavourites: fc.constant(true),
		model: words,
		days: fc.integer({ min: 1, max: 999 }),
		from: day.map((date) => fromDay(toDay(date.getTime())) as number),
		to: day.map((date) => fromDay(toDay(date.getTime()), true) as number),
		hasMask: fc.boolean(),
	},
	{ requiredKeys: [] },
);
const places: fc.Arbitrary<Place> = fc.oneof(
	fc.constant<Place>({ kind: "canvas" }),
	fc.constant<Place>({ kind: "gallery" }),
	words.map((id): Place => ({ kind: "task", id })),
	fc.constant<Place>({ kind: "settings" }),
	words.map((section): Place => ({ kind: "settings", section })),
);

describe("an address", () => {
	it("survives the round trip through a URL unchanged", async () => {
		await fc.assert(
			fc.asyncProperty(places, fc.boolean(), filters, async (place, isOver, filter) => {
				const isGallery = place.kind === "gallery" || (place.kind !== "canvas" && isOver);
				const where: StudioLocation = { place, isGallery, filter };
				const { route, params } = toAddress(where);
				const inUrl = Object.fromEntries(new URLSearchParams(new URLSearchParams(params).toString()));
				expect(fromAddress({ route, params: inUrl })).toEqual(where);
			}),
		);
	});

	it.each([
		["/", "canvas"],
		["", "canvas"],
		["/gallery/", "gallery"],
		["/settings", "settings"],
	])("%j is the %s", (route, kind) => {
		expect(fromAddress({ route, params: {} })?.place.kind).toBe(kind);
	});

	it.each(["/task", "/nowhere", "/gallery/x", "//gallery", "gallery", "/Task", "/__proto__", "/edit"])(
		"%j names no place",
		(route) => {
			expect(fromAddress({ route, params: {} })).toBeNull();
		},
	);

	it.each<[string, Record<string, string>]>([
		["an unknown status", { status: "happy" }],
		["a favourites flag that is not 1", { favourites: "yes" }],
		["a number of days that is no number", { days: "many" }],
		["a fraction of a day", { days: "0.5" }],
		["too many days", { days: "1e9" }],
		["the 31st of April", { from: "2026-04-31" }],
		["a date in words", { to: "yesterday" }],
		["a mask flag other than 0 or 1", { mask: "2" }],
		["an empty text", { q: "" }],
		["foreign parameters", { constructor: "x", path: "/etc/passwd" }],
	])("%s is ignored in the filter", (_, params) => {
		expect(fromAddress({ route: "/gallery", params })?.filter).toEqual({});
	});

	it("a day begins and ends at local midnight", () => {
		expect(new Date(fromDay("2026-03-29") as number)).toEqual(new Date(2026, 2, 29));
		expect(fromDay("2026-03-29", true)).toBe(new Date(2026, 2, 30).getTime() - 1);
	});
});

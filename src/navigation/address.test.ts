import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TASK_STATUSES } from "../library/records";
import type { TaskFilter } from "../library/taskQuery";
import { fromDay, toDay } from "../tasks/days";
import { fromAddress, type Place, toAddress, type Where } from "./address";

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

describe("a place and what is looked for, as a route", () => {
	it("come back as they were, through a URL", async () => {
		await fc.assert(
			fc.asyncProperty(places, fc.boolean(), filters, async (place, isOver, filter) => {
				const isGallery = place.kind === "gallery" || (place.kind !== "canvas" && isOver);
				const where: Where = { place, isGallery, filter };
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
		"%j is no place",
		(route) => {
			expect(fromAddress({ route, params: {} })).toBeNull();
		},
	);

	it.each<[string, Record<string, string>]>([
		["a status that there is not", { status: "happy" }],
		["a favourite that is none", { favourites: "yes" }],
		["no number of days", { days: "many" }],
		["less than a day", { days: "0.5" }],
		["more days than a life has", { days: "1e9" }],
		["the 31st of April", { from: "2026-04-31" }],
		["a day in words", { to: "yesterday" }],
		["a mask that may be", { mask: "2" }],
		["nothing typed", { q: "" }],
		["somebody else's parameters", { constructor: "x", path: "/etc/passwd" }],
	])("%s is not looked for", (_, params) => {
		expect(fromAddress({ route: "/gallery", params })?.filter).toEqual({});
	});

	it("a day begins and ends where the person's own calendar says so", () => {
		expect(new Date(fromDay("2026-03-29") as number)).toEqual(new Date(2026, 2, 29));
		expect(fromDay("2026-03-29", true)).toBe(new Date(2026, 2, 30).getTime() - 1);
	});
});

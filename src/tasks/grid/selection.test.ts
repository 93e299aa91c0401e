import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keepShown, NOTHING, type Selection, select, selectAll, selectUnder } from "./selection";

const ORDER = ["a", "b", "c", "d", "e"];
const plain = { isAdding: false, isRange: false };
const ids = ({ ids: selected }: Selection) => [...selected].sort().join("");
const clicks = (...all: readonly (readonly [string, "" | "ctrl" | "shift" | "both"])[]) =>
	all.reduce((before, [id, keys]) => {
		const click = { isAdding: keys === "ctrl" || keys === "both", isRange: keys === "shift" || keys === "both" };
		return select(before, id, ORDER, click);
	}, NOTHING);

describe("a selection", () => {
	it.each([
		["a click selects that one", clicks(["a", ""], ["c", ""]), "c"],
		["Ctrl adds and takes away", clicks(["a", ""], ["c", "ctrl"], ["a", "ctrl"]), "c"],
		["Shift takes all up to it, from where one began", clicks(["b", ""], ["d", "shift"], ["a", "shift"]), "ab"],
		["Shift with Ctrl keeps what was there", clicks(["a", ""], ["c", "ctrl"], ["e", "both"]), "acde"],
		["Shift with nothing before selects that one", clicks(["d", "shift"]), "d"],
		["all", selectAll(ORDER), "abcde"],
		["a rubber band takes what is under it", selectUnder(clicks(["a", ""]), ["c", "d"], false), "cd"],
		["with Ctrl it turns over what is under it", selectUnder(clicks(["c", ""]), ["c", "d"], true), "d"],
	])("%s", (_, selection, selected) => {
		expect(ids(selection)).toBe(selected);
	});

	it("never holds what is not shown", async () => {
		const id = fc.constantFrom(...ORDER);
		const click = fc.record({ id, isAdding: fc.boolean(), isRange: fc.boolean() });
		await fc.assert(
			fc.property(fc.array(click), fc.subarray(ORDER), (all, shown) => {
				const selected = all.reduce((before, one) => select(before, one.id, ORDER, one), NOTHING);
				const kept = keepShown(selected, shown);
				expect([...kept.ids].filter((one) => !shown.includes(one))).toEqual([]);
				// A range does not begin at what is not shown.
				expect([...select(kept, "a", ["a", ...shown], { ...plain, isRange: true }).ids].length).toBeGreaterThan(0);
				expect(keepShown(kept, shown)).toBe(kept);
			}),
		);
	});
});

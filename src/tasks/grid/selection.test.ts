import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dropHidden, EMPTY_SELECTION, type Selection, select, selectAll, selectUnder } from "./selection";

const ORDER = ["a", "b", "c", "d", "e"];
const plain = { isAdding: false, isRange: false };
const ids = ({ ids: selected }: Selection) => [...selected].sort().join("");
const clicks = (...all: readonly (readonly [string, "" | "ctrl" | "shift" | "both"])[]) =>
	all.reduce((before, [id, keys]) => {
		const click = { isAdding: keys === "ctrl" || keys === "both", isRange: keys === "shift" || keys === "both" };
		return select(before, id, ORDER, click);
	}, EMPTY_SELECTION);

describe("a selection", () => {
	it.each([
		["a click selects the item alone", clicks(["a", ""], ["c", ""]), "c"],
		["Ctrl toggles the item", clicks(["a", ""], ["c", "ctrl"], ["a", "ctrl"]), "c"],
		["Shift selects from the anchor to the item", clicks(["b", ""], ["d", "shift"], ["a", "shift"]), "ab"],
		["Shift with Ctrl keeps the previous selection", clicks(["a", ""], ["c", "ctrl"], ["e", "both"]), "acde"],
		["Shift without an anchor selects the item", clicks(["d", "shift"]), "d"],
		["selectAll selects every item", selectAll(ORDER), "abcde"],
		["a rubber band selects the items under it", selectUnder(clicks(["a", ""]), ["c", "d"], false), "cd"],
		["a rubber band with Ctrl toggles the items under it", selectUnder(clicks(["c", ""]), ["c", "d"], true), "d"],
	])("%s", (_, selection, selected) => {
		expect(ids(selection)).toBe(selected);
	});

	it("never holds an item that is not shown", async () => {
		const id = fc.constantFrom(...ORDER);
		const click = fc.record({ id, isAdding: fc.boolean(), isRange: fc.boolean() });
		await fc.assert(
			fc.property(fc.array(click), fc.subarray(ORDER), (all, shown) => {
				const selected = all.reduce((before, one) => select(before, one.id, ORDER, one), EMPTY_SELECTION);
				const kept = dropHidden(selected, shown);
				expect([...kept.ids].filter((one) => !shown.includes(one))).toEqual([]);
				// A range does not begin at a hidden item.
				expect([...select(kept, "a", ["a", ...shown], { ...plain, isRange: true }).ids].length).toBeGreaterThan(0);
				expect(dropHidden(kept, shown)).toBe(kept);
			}),
		);
	});
});

// The minimap makes room for handles.
import { expect, test } from "vitest";
import { distanceFromHandles } from "./minimapPlace";

const BOX = { left: 1000, right: 1176, top: 12, bottom: 144 };

test("it stays where it covers no handle, and moves below those that it covers", () => {
	expect(distanceFromHandles(BOX, [], 500)).toBe(0);
	expect(distanceFromHandles(BOX, [{ x: 900, y: 40 }], 500)).toBe(0);
	expect(distanceFromHandles(BOX, [{ x: 1100, y: 20 }], 500)).toBe(24);
	// The second lies where it would have moved to.
	const both = [
		{ x: 1100, y: 160 },
		{ x: 1100, y: 20 },
	];
	expect(distanceFromHandles(BOX, both, 500)).toBe(164);
});

test("it stays in its corner if there is no room below", () => {
	expect(distanceFromHandles(BOX, [{ x: 1100, y: 140 }], 100)).toBe(0);
});

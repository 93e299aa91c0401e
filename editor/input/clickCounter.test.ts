// Presses that make a double click.
import { expect, test } from "vitest";
import { ClickCounter } from "./clickCounter";

const at = (x: number, y = 0) => ({ x, y });

/** Presses and releases at places and times, and returns the counts. */
function count(...presses: readonly (readonly [from: number, to: number | null, time: number])[]): number[] {
	const clicks = new ClickCounter();
	return presses.map(([from, to, time]) => {
		const result = clicks.press(at(from), time);
		clicks.release(to === null ? null : at(to));
		return result;
	});
}

test("two quick presses at one place are a double click, a third begins anew", () => {
	expect(count([0, 0, 0], [3, 3, 200], [0, 0, 400])).toEqual([1, 2, 1]);
});

test("slow presses and distant ones are single", () => {
	expect(count([0, 0, 0], [0, 0, 900], [50, 50, 1000])).toEqual([1, 1, 1]);
});

test("a press after a drag, or after a cancelled press, is single", () => {
	expect(count([0, 40, 0], [0, 0, 200])).toEqual([1, 1]);
	expect(count([0, null, 0], [0, 0, 200])).toEqual([1, 1]);
});

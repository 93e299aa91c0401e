// A part is made once while nothing under it has changed, and the memory stays bounded.
import { expect, test, vi } from "vitest";
import { PreparedParts } from "./preparedParts";

const part = (length: number) => vi.fn(async () => new Uint8Array(length));
const lengthOf = ({ length }: Uint8Array) => length;

test("an equal key gives the same part; another item, another kind or a failure makes a new one", async () => {
	const parts = new PreparedParts(100);
	const under = {};
	const make = part(10);
	const first = await parts.get(["picture", under], lengthOf, make);
	expect(await parts.get(["picture", under], lengthOf, make)).toBe(first);
	expect(make).toHaveBeenCalledTimes(1);
	expect(await parts.get(["picture", {}], lengthOf, make)).not.toBe(first);
	expect(await parts.get(["mask", under], lengthOf, make)).not.toBe(first);
	const failing = parts.get(["markup"], lengthOf, () => Promise.reject(new Error("cancelled")));
	await expect(failing).rejects.toThrow("cancelled");
	expect((await parts.get(["markup"], lengthOf, part(3))).length).toBe(3);
});

test("the parts that were used longest ago are dropped beyond the limit", async () => {
	const parts = new PreparedParts(100);
	await parts.get(["a"], lengthOf, part(40));
	await parts.get(["b"], lengthOf, part(40));
	await parts.get(["a"], lengthOf, part(40));
	await parts.get(["c"], lengthOf, part(40));
	const again = part(40);
	await parts.get(["a"], lengthOf, again);
	await parts.get(["c"], lengthOf, again);
	expect(again).not.toHaveBeenCalled();
	await parts.get(["b"], lengthOf, again);
	expect(again).toHaveBeenCalledTimes(1);
	await parts.get(["too large"], lengthOf, part(101));
	await parts.get(["too large"], lengthOf, again);
	expect(again).toHaveBeenCalledTimes(2);
});

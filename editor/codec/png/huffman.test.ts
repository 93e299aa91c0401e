import * as fc from "fast-check";
import { expect, test } from "vitest";
import { huffmanCode } from "./huffman";

/** Complete, no code the beginning of another, none longer than allowed, none for what does not occur. */
function expectCode(frequencies: Uint32Array, longest: number): Uint8Array {
	const { lengths, codes } = huffmanCode(frequencies, longest);
	expect(Math.max(...lengths)).toBeLessThanOrEqual(longest);
	expect(Array.from(lengths, (length) => length > 0)).toEqual(Array.from(frequencies, (frequency) => frequency > 0));
	const used = Array.from(lengths, (length, symbol) => ({ length, code: codes[symbol] as number })).filter(
		({ length }) => length > 0,
	);
	expect(used.reduce((sum, { length }) => sum + 2 ** -length, 0)).toBe(1);
	for (const one of used) {
		const clashes = used.filter((other) => other !== one && (other.code & (2 ** one.length - 1)) === one.code);
		expect(clashes.filter(({ length }) => length >= one.length)).toEqual([]);
	}
	return lengths;
}

test("frequencies that would make codes of any length are flattened", () => {
	const fibonacci = [1, 1];
	while (fibonacci.length < 30) fibonacci.push((fibonacci.at(-1) as number) + (fibonacci.at(-2) as number));
	for (const longest of [7, 15]) expectCode(Uint32Array.from(fibonacci), longest);
});

test("what is frequent is short", () => {
	expect([...expectCode(Uint32Array.of(0, 1, 60, 2, 0, 7), 15)]).toEqual([0, 3, 1, 3, 0, 2]);
});

test("any frequencies", async () => {
	const some = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 100_000 })), { minLength: 2, maxLength: 60 });
	await fc.assert(
		fc.property(some, (frequencies) => {
			if (frequencies.filter((frequency) => frequency > 0).length > 1) expectCode(Uint32Array.from(frequencies), 15);
		}),
		{ numRuns: 100 },
	);
});

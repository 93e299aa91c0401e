// Equal bytes and numbers are equal with the set-up of equalBytes.ts, and nothing else is.
import { expect, test } from "vitest";

const long = (change?: number) =>
	Array.from({ length: 1000 }, (_, i) => (i === 700 && change !== undefined ? change : i));

test("bytes and long lists of numbers differ by one value, their length or their type", () => {
	expect([Uint8Array.from([1, 2])]).toEqual([Uint8Array.from([1, 2])]);
	expect(Uint8Array.from([1, 2])).not.toEqual(Uint8Array.from([1, 3]));
	expect(Uint8Array.from([1, 2])).not.toEqual(Uint8Array.from([1, 2, 3]));
	expect(Uint8Array.from([1, 2])).not.toEqual(Uint8ClampedArray.from([1, 2]));
	expect({ list: long() }).toEqual({ list: long() });
	expect(long(-1)).not.toEqual(long());
	expect(long(Number.NaN)).toEqual(long(Number.NaN));
	expect([...long(), 1]).not.toEqual(long());
});

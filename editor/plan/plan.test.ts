import { expect, test } from "vitest";
import { FLEXIBLE_SIZES, isLegalSize, pasteTransform, planEdit } from ".";

const LIST = { kind: "list", sizes: ["1024x1024", "1536x1024", "1024x1536"] } as const;

test.each([
	[1024, 1024, true],
	[1536, 1024, true],
	[816, 816, true],
	[768, 768, false],
	[800, 800, false],
	[2880, 2880, true],
	[3008, 3008, false],
	[2488, 3320, false],
	[3840, 2160, true],
	[3856, 2048, false],
	[2112, 704, true],
	[2128, 704, false],
	[704, 2112, true],
	[1536, 864, true],
	[1025, 1024, false],
])("%i×%i is legal for a flexible model: %s", (width, height, isLegal) => {
	expect(isLegalSize({ width, height }, FLEXIBLE_SIZES)).toBe(isLegal);
});

test("a listed size is named, any other is left to the model", () => {
	expect(planEdit({ width: 1536, height: 1024 }, LIST).size).toBe("1536x1024");
	expect(planEdit({ width: 1535, height: 1024 }, LIST).size).toBe("auto");
	expect(planEdit({ width: 1535, height: 1024 }, { kind: "any" }).size).toBe("1535x1024");
});

test("an answer of another size lands on the whole picture", () => {
	const plan = planEdit({ width: 3000, height: 1000 }, FLEXIBLE_SIZES);
	expect(plan.size).toBe("auto");
	const { scaleX, scaleY, offsetX, offsetY } = pasteTransform(plan, { width: 1500, height: 1000 });
	expect([1500 * scaleX + offsetX, 1000 * scaleY + offsetY]).toEqual([3000, 1000]);
});

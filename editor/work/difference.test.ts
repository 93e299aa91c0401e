// The difference view is black where answer and picture are equal and bright where they differ, outside the mask too.
import { encode } from "fast-png";
import { expect, test } from "vitest";
import { computeEditPlan, FLEXIBLE_SIZES } from "../plan";
import { makeDifference } from "./difference";

const SIZE = { width: 64, height: 48 };

test("the whole answer is compared pixel by pixel, and differences are amplified", async () => {
	const picture = new Uint8Array(SIZE.width * SIZE.height * 4).fill(100).map((v, i) => (i % 4 === 3 ? 255 : v));
	const answer = picture.slice();
	const spots = [
		[3, 2, 255],
		[60, 40, 102],
	] as const;
	for (const [x, y, level] of spots) answer[(y * SIZE.width + x) * 4] = level;
	const editBounds = { left: 20, top: 20, right: 30, bottom: 30 };
	const rules = { ...FLEXIBLE_SIZES, multiple: 1, minPixels: 1 };
	const plan = computeEditPlan({ picture: SIZE, rules, editBounds, extent: "whole" });
	const png = encode({ ...SIZE, data: answer, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>;
	const base = { ...SIZE, rgba: picture };
	const { rect, pixels } = await makeDifference({ plan, answer: png, base, left: 0, top: 0, shift: { x: 0, y: 0 } });
	expect(rect).toEqual({ left: 0, top: 0, right: 64, bottom: 48 });
	const at = (x: number, y: number) => [...pixels.rgba.slice((y * 64 + x) * 4, (y * 64 + x) * 4 + 4)];
	expect(at(10, 10)).toEqual([0, 0, 0, 255]);
	expect(at(3, 2), "far outside the mask").toEqual([255, 255, 255, 255]);
	const [red = 0, green, blue] = at(60, 40);
	expect(red).toBeGreaterThan(0);
	expect(red, "a difference of two levels stays dark").toBeLessThan(32);
	expect([green, blue]).toEqual([0, 0]);
	const moved = await makeDifference({ plan, answer: png, base, left: 0, top: 0, shift: { x: 2, y: 0 } });
	expect([...moved.pixels.rgba.slice((2 * 64 + 1) * 4, (2 * 64 + 1) * 4 + 3)], "after the shift is undone").toEqual([
		255, 255, 255,
	]);
});

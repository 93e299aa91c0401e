import { expect, test } from "vitest";
import type { EditPlan } from "./editPlan";
import { locateInSent } from "./locateInSent";

const plan = {
	source: { left: 100, top: 200, right: 300, bottom: 300 },
	content: { width: 400, height: 200 },
	// Padded on the right.
	sent: { width: 500, height: 200 },
} as EditPlan;

test("a region is located in shares of the sent image, padding included", () => {
	expect(locateInSent(plan, { left: 150, top: 225, right: 200, bottom: 250 })).toEqual({
		left: 0.2,
		top: 0.25,
		right: 0.4,
		bottom: 0.5,
	});
	expect(locateInSent(plan, { left: 0, top: 0, right: 150, bottom: 250 })).toMatchObject({
		left: 0,
		top: 0,
		right: 0.2,
	});
	expect(locateInSent(plan, { left: 0, top: 0, right: 100, bottom: 250 })).toBeNull();
});

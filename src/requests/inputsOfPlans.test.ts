import { expect, test } from "vitest";
import { hiddenImageCount } from "../prompt/plannedInputs";
import { inputsOfPlans } from "./inputsOfPlans";

const reference = (left: number, isVisible = true) => ({
	...{ id: `r${left}`, image: "i", name: "n", opacity: 1, isVisible },
	place: { left, top: 0, right: left + 10, bottom: 10 },
});
const saved = { references: [reference(0), reference(50), reference(0, false)] };
const plan = (left: number) => ({
	source: { left, top: 0, right: left + 20, bottom: 20 },
	sent: { width: 1024, height: 1024 },
	size: "1024x1024",
});

test("markup adds an image, composed references remove theirs, and of several requests the largest counts", () => {
	const separate = { references: "separate", guide: "markup" } as const;
	const composed = { references: "composed", guide: "mask" } as const;
	const hidden = (...given: Parameters<typeof inputsOfPlans>) => hiddenImageCount(inputsOfPlans(...given));
	expect(hidden(saved, [plan(0)], separate, true)).toBe(1);
	expect(hidden(saved, [plan(0)], separate, false)).toBe(0);
	expect(hidden(saved, [plan(0)], composed, true)).toBe(-1);
	expect(hidden(saved, [plan(0), plan(200)], composed, true)).toBe(0);
	expect(hidden({}, [plan(0)], { ...composed, guide: "markup" }, true)).toBe(1);
	expect(hiddenImageCount([])).toBe(0);
});

import { expect, test } from "vitest";
import { GENERAL_SETTINGS } from "./generalSettings";
import { initialSettings } from "./registry";

test("what a page of settings offers is what preferences keep", () => {
	const first = initialSettings();
	for (const { id, options } of GENERAL_SETTINGS) {
		expect(options.length, id).toBeGreaterThan(0);
		for (const option of options) expect(first[id]?.[option.id], `${id} ${option.id}`).toBe(option.initial);
	}
});

import { expect, test } from "vitest";
import { GENERAL_SETTINGS } from "./generalSettings";
import { initialSettings } from "./registry";

test("every option of the settings page has an initial value in the preferences", () => {
	const initial = initialSettings();
	for (const { id, options } of GENERAL_SETTINGS) {
		expect(options.length, id).toBeGreaterThan(0);
		for (const option of options) expect(initial[id]?.[option.id], `${id} ${option.id}`).toBe(option.initial);
	}
});

import { expect, it } from "vitest";
import { DEFAULT_SETTINGS, readSettings } from "../host/pluginSettings";
import { readDefaultChoices } from "./parameters/parameterChoices";
import { followDefaults, setChoices, usePrompt } from "./promptState";

const choices = () => usePrompt.getState().choices;

it("choices follow changed defaults unless the user has chosen otherwise", () => {
	const defaults = readDefaultChoices(DEFAULT_SETTINGS);
	setChoices({ quality: "low" });
	followDefaults({ ...defaults, quality: "high", n: 3, format: "webp" });
	expect(choices()).toMatchObject({ quality: "low", n: 3, format: "webp" });
	setChoices({ n: 2 });
	followDefaults({ ...defaults, quality: "high", n: 4, format: "jpeg" });
	expect(choices()).toMatchObject({ quality: "low", n: 2, format: "jpeg" });
	// Unchanged defaults change nothing: later choices stay.
	setChoices({ format: "auto" });
	followDefaults({ ...defaults, quality: "high", n: 4, format: "jpeg" });
	expect(choices().format).toBe("auto");
});

it.each([0, -1, 11, 2.5, "4", null, Number.NaN])("an invalid default count of %s becomes a valid one", (count) => {
	const { n } = readDefaultChoices(readSettings({ default_count: count }));
	expect([1, 10]).toContain(n);
});

import { expect, it } from "vitest";
import { DEFAULT_SETTINGS, readSettings } from "../host/pluginSettings";
import { usualChoices } from "./parameterChoices";
import { choose, followDefaults, usePrompt } from "./promptState";

const choices = () => usePrompt.getState().choices;

it("the bar goes along with a default, whoever changed it, but for what was chosen otherwise", () => {
	const usual = usualChoices(DEFAULT_SETTINGS);
	choose({ quality: "low" });
	followDefaults({ ...usual, quality: "high", n: 3, format: "webp" });
	expect(choices()).toMatchObject({ quality: "low", n: 3, format: "webp" });
	choose({ n: 2 });
	followDefaults({ ...usual, quality: "high", n: 4, format: "jpeg" });
	expect(choices()).toMatchObject({ quality: "low", n: 2, format: "jpeg" });
	// Said again, it changes nothing: what was chosen meanwhile stays.
	choose({ format: "auto" });
	followDefaults({ ...usual, quality: "high", n: 4, format: "jpeg" });
	expect(choices().format).toBe("auto");
});

it.each([0, -1, 11, 2.5, "4", null, Number.NaN])("a default count of %s is none that can be asked for", (count) => {
	const { n } = usualChoices(readSettings({ default_count: count }));
	expect([1, 10]).toContain(n);
});

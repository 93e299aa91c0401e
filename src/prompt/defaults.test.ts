import { expect, it } from "vitest";
import { DEFAULT_SETTINGS, readSettings } from "../host/pluginSettings";
import { usualChoices } from "./choices";
import { choose, followDefaults, usePrompt } from "./state";

const choices = () => usePrompt.getState().choices;
const before = usualChoices(DEFAULT_SETTINGS);

it("the bar goes along with a default, but for what was chosen otherwise", () => {
	choose({ quality: "low" });
	followDefaults(before, { ...before, quality: "high", n: 3, format: "webp" });
	expect(choices()).toMatchObject({ quality: "low", n: 3, format: "webp" });
});

it.each([0, -1, 11, 2.5, "4", null, Number.NaN])("a default count of %s is none that can be asked for", (count) => {
	const { n } = usualChoices(readSettings({ default_count: count }));
	expect([1, 10]).toContain(n);
});

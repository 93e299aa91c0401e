import { describe, expect, it } from "vitest";
import { APPEARANCE_SETTINGS } from "../host/appearance";
import type { EndpointProfile, ProfileState } from "../host/contract";
import { PLUGIN_SETTINGS } from "../host/pluginSettings";
import { PRESETS } from "./endpointPresets";
import { LAYOUT_SETTINGS } from "./layout";
import { NEW_PROFILE, profileName, readProfile, unusedProfileId } from "./profileForm";

const state = (profile: Partial<EndpointProfile>, normalized: string | null = null): ProfileState => ({
	profile: { ...NEW_PROFILE, id: "default", ...profile },
	normalized,
	key_set: false,
	is_plain_http: false,
});

describe("a custom endpoint's form", () => {
	it("gives back what it shows, for every preset", () => {
		for (const { profile } of PRESETS) {
			const shown = { ...NEW_PROFILE, ...profile };
			const fields = new FormData();
			for (const [name, value] of Object.entries(shown)) {
				if (typeof value !== "boolean") fields.set(name, String(value));
				else if (value) fields.set(name, "on");
			}
			expect(readProfile("default", fields)).toEqual({ id: "default", ...shown });
		}
	});

	it("brings numbers into their range and takes an empty one for the default", () => {
		const fields = new FormData();
		fields.set("timeout_s", "5");
		fields.set("concurrency", "99");
		fields.set("partial_images", "");
		expect(readProfile("a", fields)).toMatchObject({ timeout_s: 10, concurrency: 8, partial_images: 2 });
	});

	it("is called by its name, or by the host of its address", () => {
		expect(profileName(state({ name: "Work" }))).toBe("Work");
		expect(profileName(state({ base_url: "host:1/v1" }, "http://host:1/v1"))).toBe("host:1");
		expect(profileName(state({ base_url: "nonsense" }))).toBe("nonsense");
	});

	it("gets an id that no other has", () => {
		expect(unusedProfileId([])).toBe("default");
		expect(unusedProfileId([state({})])).toBe("endpoint-2");
		expect(unusedProfileId([state({}), state({ id: "endpoint-2" })])).toBe("endpoint-3");
	});
});

describe("the label of a setting", () => {
	const definitions = Object.entries({ ...PLUGIN_SETTINGS, ...APPEARANCE_SETTINGS, ...LAYOUT_SETTINGS });
	const labels = definitions.flatMap(([key, definition]) =>
		"label" in definition ? [[key, definition.label] as const] : [],
	);

	it.each(labels)("%s is given in both languages", (_, { en, zh }) => {
		expect(en).toMatch(/^[A-Z][\w ]+$/);
		expect(zh).toMatch(/^\p{Script=Han}+$/u);
	});
});

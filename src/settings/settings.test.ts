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

describe("the form of a custom endpoint", () => {
	it("reads back the values of every preset", () => {
		for (const { profile } of PRESETS) {
			const values = { ...NEW_PROFILE, ...profile };
			const fields = new FormData();
			for (const [name, value] of Object.entries(values)) {
				if (typeof value !== "boolean") fields.set(name, String(value));
				else if (value) fields.set(name, "on");
			}
			expect(readProfile("default", fields)).toEqual({ id: "default", ...values });
		}
	});

	it("clamps numbers to their range and reads an empty field as the default", () => {
		const fields = new FormData();
		fields.set("timeout_s", "5");
		fields.set("concurrency", "99");
		fields.set("partial_images", "");
		expect(readProfile("a", fields)).toMatchObject({ timeout_s: 10, concurrency: 8, partial_images: 2 });
	});

	it("names a profile by its name or by the host of its address", () => {
		expect(profileName(state({ name: "Work" }))).toBe("Work");
		expect(profileName(state({ base_url: "host:1/v1" }, "http://host:1/v1"))).toBe("host:1");
		expect(profileName(state({ base_url: "nonsense" }))).toBe("nonsense");
	});

	it("gives a new profile an unused id", () => {
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

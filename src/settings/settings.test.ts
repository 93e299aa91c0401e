import { describe, expect, it } from "vitest";
import type { EndpointProfile, ProfileState } from "../host/contract";
import { PRESETS } from "./presets";
import { freeId, NEW_PROFILE, profileName, readProfile } from "./profileForm";
import { type SettingsKeepers, saveAll } from "./saveAll";

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
		expect(freeId([])).toBe("default");
		expect(freeId([state({})])).toBe("endpoint-2");
		expect(freeId([state({}), state({ id: "endpoint-2" })])).toBe("endpoint-3");
	});
});

describe("saving the settings", () => {
	function keepers(refusal?: Error) {
		const calls: unknown[][] = [];
		const all: SettingsKeepers = {
			changeProfile: async (profile, ...given) => {
				calls.push(["profile", profile.base_url, ...given]);
				if (refusal) throw refusal;
				return state(profile);
			},
			changeSettings: async (...given) => void calls.push(["settings", ...given]),
		};
		return { calls, all };
	}
	const profile = { ...NEW_PROFILE, id: "default", base_url: "https://host.test/v1" };
	const form = { settings: { gateway_mode: "custom" as const }, profile, key: "k-1" };

	it("saves the endpoint first, then the rest", async () => {
		const { calls, all } = keepers();
		await saveAll(form, all);
		expect(calls).toEqual([
			["profile", "https://host.test/v1", "k-1"],
			["settings", { gateway_mode: "custom" }],
		]);
	});

	it("changes nothing when the endpoint is refused", async () => {
		const { calls, all } = keepers(new Error("credentials"));
		await expect(saveAll(form, all)).rejects.toThrow("credentials");
		expect(calls.map(([what]) => what)).toEqual(["profile"]);
	});

	it("leaves the stored key alone when none was typed", async () => {
		const { calls, all } = keepers();
		await saveAll({ ...form, key: "" }, all);
		expect(calls[0]).toEqual(["profile", "https://host.test/v1", undefined]);
	});

	it("saves the rest without a backend", async () => {
		const { calls, all } = keepers();
		await saveAll({ settings: form.settings }, all);
		expect(calls.map(([what]) => what)).toEqual(["settings"]);
	});
});

import { describe, expect, it } from "vitest";
import { isUnencrypted, remarkOn } from "./address";
import { type SettingsKeepers, saveAll } from "./saveAll";

describe("an address", () => {
	it.each([
		["http://10.0.0.5:3000/v1", true],
		["http://proxy.test/v1", true],
		["http://[fd00::1]/v1", true],
		["http://127.example.test/v1", true],
		["http://localhost.example.test/v1", true],
		["https://proxy.test/v1", false],
		["http://localhost:1234/v1", false],
		["http://api.localhost/v1", false],
		["http://127.0.0.1:8080/v1", false],
		["http://127.8.0.1/v1", false],
		["http://[::1]:8080/v1", false],
		[null, false],
	])("%s is unencrypted: %s", (normalized, is) => {
		expect(isUnencrypted(normalized)).toBe(is);
	});

	it("is unusable only when there is one", () => {
		const endpoint = { base_url: "ftp://host", normalized: null, key_set: false };
		expect(remarkOn(endpoint)).toBe("unusable");
		expect(remarkOn({ ...endpoint, base_url: "" })).toBe("none");
		expect(remarkOn({ ...endpoint, base_url: "host", normalized: "https://host/v1" })).toBe("usable");
		expect(remarkOn(null)).toBe("none");
	});
});

describe("saving the settings", () => {
	function keepers(refusal?: Error) {
		const calls: unknown[][] = [];
		const all: SettingsKeepers = {
			changeEndpoint: async (...given) => {
				calls.push(["endpoint", ...given]);
				if (refusal) throw refusal;
				return { base_url: given[0], normalized: given[0], key_set: given[1] !== undefined };
			},
			changeSettings: async (...given) => void calls.push(["settings", ...given]),
		};
		return { calls, all };
	}
	const form = {
		settings: { gateway_mode: "custom" as const },
		endpoint: { baseUrl: "https://host.test/v1", key: "k-1" },
	};

	it("saves the endpoint first, then the rest", async () => {
		const { calls, all } = keepers();
		await saveAll(form, all);
		expect(calls).toEqual([
			["endpoint", "https://host.test/v1", "k-1"],
			["settings", { gateway_mode: "custom" }],
		]);
	});

	it("changes nothing when the endpoint is refused", async () => {
		const { calls, all } = keepers(new Error("credentials"));
		await expect(saveAll(form, all)).rejects.toThrow("credentials");
		expect(calls.map(([what]) => what)).toEqual(["endpoint"]);
	});

	it("leaves the stored key alone when none was typed", async () => {
		const { calls, all } = keepers();
		await saveAll({ ...form, endpoint: { ...form.endpoint, key: "" } }, all);
		expect(calls[0]).toEqual(["endpoint", "https://host.test/v1", undefined]);
	});

	it("saves the rest without a backend", async () => {
		const { calls, all } = keepers();
		await saveAll({ settings: form.settings }, all);
		expect(calls.map(([what]) => what)).toEqual(["settings"]);
	});
});

import { describe, expect, it } from "vitest";
import type { ProfileState } from "../../host/contract";
import { retryRoute } from "./retryRoute";

const profile = (id: string, normalized: string | null) => ({ profile: { id }, normalized }) as ProfileState;
const home = "https://home.test/v1";
const away = "https://away.test/v1";
const chosen = { kind: "custom", baseUrl: away, profileId: "b" } as const;
const status = (more = {}) => ({
	choice: chosen,
	profiles: [profile("a", home), profile("b", away)],
	hasManaged: false,
	hasBackend: true,
	...more,
});
const custom = (baseUrl: string, profileId?: string) => ({
	gateway: "custom" as const,
	baseUrl,
	...(profileId ? { profileId } : {}),
});

describe("the route of a retry", () => {
	it.each([
		["is the task's own profile, whichever is active", custom(home, "a"), {}, { kind: "same", id: "a" }],
		["is another profile with the same address", custom(home, "gone"), {}, { kind: "same", id: "a" }],
		["of a task without a profile is found by its address", custom(home), {}, { kind: "same", id: "a" }],
		[
			"must be confirmed when the profile's address has changed",
			custom("https://old.test/v1", "a"),
			{},
			{ kind: "other", id: "b" },
		],
		[
			"is none while the backend is unavailable",
			custom(home, "a"),
			{ hasBackend: false, choice: { kind: "none", reason: "backend" } },
			{ kind: "none" },
		],
		[
			"of a cloud task is the cloud",
			{ gateway: "managed" as const },
			{ hasManaged: true },
			{ kind: "same", id: "managed" },
		],
		["must be confirmed when the cloud is gone", { gateway: "managed" as const }, {}, { kind: "other", id: "b" }],
	])("%s", (_, task, circumstances, expected) => {
		const found = retryRoute(task, status(circumstances));
		const id = "route" in found ? (found.route.kind === "custom" ? found.route.profileId : "managed") : undefined;
		expect({ kind: found.kind, ...(id ? { id } : {}) }).toEqual(expected);
	});
});

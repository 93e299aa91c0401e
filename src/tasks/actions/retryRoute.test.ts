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

describe("a task that is sent again", () => {
	it.each([
		["goes to its own profile, whichever is in use", custom(home, "a"), {}, { kind: "same", id: "a" }],
		["finds another profile of the same address", custom(home, "gone"), {}, { kind: "same", id: "a" }],
		["of before profiles were noted goes by its address", custom(home), {}, { kind: "same", id: "a" }],
		[
			"of a profile that has another address now asks first",
			custom("https://old.test/v1", "a"),
			{},
			{ kind: "other", id: "b" },
		],
		[
			"goes nowhere while the backend is away",
			custom(home, "a"),
			{ hasBackend: false, choice: { kind: "none", reason: "backend" } },
			{ kind: "none" },
		],
		[
			"of the cloud goes to the cloud",
			{ gateway: "managed" as const },
			{ hasManaged: true },
			{ kind: "same", id: "managed" },
		],
		["of a cloud that is gone asks first", { gateway: "managed" as const }, {}, { kind: "other", id: "b" }],
	])("%s", (_, task, circumstances, expected) => {
		const found = retryRoute(task, status(circumstances));
		const id = "route" in found ? (found.route.kind === "custom" ? found.route.profileId : "managed") : undefined;
		expect({ kind: found.kind, ...(id ? { id } : {}) }).toEqual(expected);
	});
});

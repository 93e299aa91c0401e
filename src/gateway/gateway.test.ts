import { describe, expect, it } from "vitest";
import { isLegalSize } from "../../editor/plan";
import { chooseGateway, type GatewayAvailability } from "./chooseGateway";
import { sizeRules } from "./models";

const endpoint = { base_url: "host", normalized: "https://host/v1", key_set: false };
const all: GatewayAvailability = { mode: "auto", hasBackend: true, endpoint, hasManaged: true };

describe("chooseGateway", () => {
	it.each<[string, Partial<GatewayAvailability>, object]>([
		["auto prefers a configured endpoint, key or not", {}, { kind: "custom", baseUrl: "https://host/v1" }],
		["auto uses the cloud without an endpoint", { endpoint: { ...endpoint, normalized: null } }, { kind: "managed" }],
		["auto uses the cloud without a backend", { hasBackend: false, endpoint: null }, { kind: "managed" }],
		["auto does not switch to the cloud when the backend stops", { hasBackend: false }, { reason: "backend" }],
		[
			"auto does not use the cloud while a configured endpoint is unread",
			{ hasBackend: false, endpoint: null, hasUnreadEndpoint: true },
			{ reason: "backend" },
		],
		[
			"cloud needs no backend",
			{ mode: "cloud", hasBackend: false, endpoint: null, hasUnreadEndpoint: true },
			{ kind: "managed" },
		],
		["an endpoint needs the backend", { hasBackend: false, hasManaged: false }, { reason: "backend" }],
		["auto without any gateway", { endpoint: null, hasManaged: false }, { kind: "none", reason: "any" }],
		["cloud is not replaced by an endpoint", { mode: "cloud", hasManaged: false }, { kind: "none", reason: "cloud" }],
		["cloud ignores the endpoint", { mode: "cloud" }, { kind: "managed" }],
		["custom is not replaced by the cloud", { mode: "custom", endpoint: null }, { kind: "none", reason: "endpoint" }],
		["custom reports a missing backend", { mode: "custom", hasBackend: false }, { reason: "backend" }],
	])("%s", (_, availability, choice) => {
		expect(chooseGateway({ ...all, ...availability })).toMatchObject(choice);
	});
});

describe("the size of an edit", () => {
	it.each([
		["gpt-image-2", 1024, 1024, "1024x1024"],
		["gpt-image-2", 1824, 1024, "1824x1024"],
		["gpt-image-2", 1000, 1000, "auto"],
		["gpt-image-2", 800, 800, "auto"],
		["gpt-image-2", 3840, 1264, "auto"],
		["gpt-image-2", 2880, 2880, "2880x2880"],
		["gpt-image-2", 3008, 3008, "auto"],
		["gpt-image-1.5", 1824, 1024, "auto"],
		["gpt-image-1-mini", 1536, 1024, "1536x1024"],
		["a-model-of-tomorrow", 1824, 1024, "1824x1024"],
	])("%s, %i × %i: %s", (model, width, height, size) => {
		expect(isLegalSize({ width, height }, sizeRules(model))).toBe(size !== "auto");
	});
});

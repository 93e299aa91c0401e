import { expect, it } from "vitest";
import { translate } from "../i18n/locale";
import { gatewayDisabledReason } from "./disabledReason";

it.each([
	["while the gateway is unknown", null, { text: "Checking connection…", needsGatewaySetup: false }],
	[
		"without an endpoint",
		{ kind: "none", reason: "endpoint" },
		{ text: "Connect an endpoint first", needsGatewaySetup: true },
	],
	[
		"with an endpoint but no backend",
		{ kind: "none", reason: "backend" },
		{ text: "Not connected: backend not running", needsGatewaySetup: true },
	],
	["with a connected gateway", { kind: "managed" }, undefined],
] as const)("the reason %s", (_, choice, reason) => {
	expect(gatewayDisabledReason(choice, translate)).toEqual(reason);
});

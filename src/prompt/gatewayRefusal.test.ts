import { expect, it } from "vitest";
import { translate } from "../i18n/locale";
import { gatewayRefusal } from "./gatewayRefusal";

it.each([
	["while nobody knows yet", null, { text: "Checking connection…", isGateway: false }],
	["with nothing set up", { kind: "none", reason: "endpoint" }, { text: "Connect an endpoint first", isGateway: true }],
	[
		"with an endpoint and no backend",
		{ kind: "none", reason: "backend" },
		{ text: "Not connected: backend not running", isGateway: true },
	],
	["once connected", { kind: "managed" }, undefined],
] as const)("what is said %s", (_, choice, refusal) => {
	expect(gatewayRefusal(choice, translate)).toEqual(refusal);
});

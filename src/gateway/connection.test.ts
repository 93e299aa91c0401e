// The connection state that tests and finished requests leave.
import { beforeEach, expect, it } from "vitest";
import { connectionKey, forgetConnection, recordAnswer, recordProbe, useConnections } from "./connection";

const ENDPOINT = { kind: "custom", baseUrl: "https://images.example/v1" } as const;
const OTHER = { kind: "custom", baseUrl: "https://other.example/v1" } as const;
const known = () => useConnections.getState().byAddress;
const stateOf = (address: Parameters<typeof connectionKey>[0]) => known()[connectionKey(address)]?.state;

beforeEach(() => useConnections.setState({ byAddress: {} }));

it("knows nothing of an address until it has answered", () => {
	recordAnswer(ENDPOINT, undefined, 1);
	expect(known()).toEqual({ [ENDPOINT.baseUrl]: { state: "reachable", at: 1 } });
	expect(stateOf(OTHER)).toBeUndefined();
	expect(stateOf({ kind: "managed" })).toBeUndefined();
});

it.each([
	["rate_limited", "reachable"],
	["moderation_blocked", "reachable"],
	["provider_failed", "reachable"],
	["key_rejected", "keyRefused"],
	["dns_failed", "unreachable"],
	["connect_failed", "unreachable"],
	["gateway_failed", "unreachable"],
	["timeout", "unreachable"],
])("a request that failed with %s leaves the address %s", (code, state) => {
	recordAnswer(ENDPOINT, { code, message: "" }, 2);
	expect(stateOf(ENDPOINT)).toBe(state);
});

it.each(["disk_full", "cancelled", "blob_missing", "image_damaged", "interrupted"])(
	"a request that failed here with %s says nothing about the address",
	(code) => {
		recordAnswer(ENDPOINT, undefined, 1);
		recordAnswer(ENDPOINT, { code, message: "" }, 2);
		expect(known()[ENDPOINT.baseUrl]).toEqual({ state: "reachable", at: 1 });
	},
);

it("a connection test tells whether the key is accepted, and another key makes the address untested", () => {
	recordProbe(ENDPOINT, { auth: "refused" }, 3);
	expect(stateOf(ENDPOINT)).toBe("keyRefused");
	recordProbe(ENDPOINT, { auth: "unknown" }, 4);
	expect(stateOf(ENDPOINT)).toBe("reachable");
	forgetConnection(ENDPOINT);
	expect(stateOf(ENDPOINT)).toBeUndefined();
});

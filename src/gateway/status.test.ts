// Tests the gateway status while host and backend become unavailable and return.
import { beforeEach, expect, it, vi } from "vitest";
import type { ProfileState } from "../host/contract";
import { changeProfile, changeSettings, refreshGatewayStatus, useGatewayStatus } from "./status";

const state = {
	profile: { id: "mine", base_url: "https://host/v1" },
	normalized: "https://host/v1",
	key_set: true,
	is_plain_http: false,
} as ProfileState;
const host = vi.hoisted(() => ({
	settings: {} as object,
	backend: {} as Record<string, unknown>,
	/** Delays storing until it resolves. */
	storing: vi.fn(async () => {}),
}));
vi.mock("@haloforge/plugin-sdk", () => ({
	async invokeHost(command: string, { settings }: { settings?: object }) {
		await (command === "plugin_save_settings" ? host.storing() : undefined);
		if (command === "plugin_save_settings") host.settings = settings ?? {};
		return host.settings;
	},
}));
vi.mock("../host/backend", () => ({ backend: host.backend }));
vi.mock("../host/gateway", () => ({ managedBridge: { isAvailable: () => true } }));

const silent = async (): Promise<never> => {
	throw new Error("no answer");
};
const chosen = () => useGatewayStatus.getState().choice;

beforeEach(() => {
	host.storing.mockClear();
	useGatewayStatus.setState(useGatewayStatus.getInitialState());
	host.settings = { active_profile: "mine", profiles: [{ id: "mine", base_url: "https://host/v1" }] };
	host.backend.health = async () => ({ version: "0" });
	host.backend.getProfiles = async () => ({ profiles: [state], active: "mine" });
});

it("failing to read the profiles does not switch from the custom endpoint to the cloud", async () => {
	host.backend.getProfiles = silent;
	await refreshGatewayStatus();
	expect(chosen()).toEqual({ kind: "none", reason: "backend" });
	host.backend.getProfiles = async () => ({ profiles: [state], active: "mine" });
	await refreshGatewayStatus();
	expect(chosen()).toEqual({ kind: "custom", baseUrl: "https://host/v1", profileId: "mine" });
	host.backend.getProfiles = silent;
	await refreshGatewayStatus();
	expect(chosen()).toEqual({ kind: "none", reason: "backend" });
});

it("a backend that is not running yet at start does not switch to the cloud; without an endpoint the cloud is used", async () => {
	host.backend.health = async () => null;
	await refreshGatewayStatus();
	expect(chosen()).toEqual({ kind: "none", reason: "backend" });
	host.settings = { active_profile: null, profiles: [{ id: "mine", base_url: "https://host/v1" }] };
	await refreshGatewayStatus();
	expect(chosen()).toEqual({ kind: "managed" });
});

it("settings that the host's form has replaced do not switch to the cloud while the backend is not running", async () => {
	const stored = new Map<string, string>();
	vi.stubGlobal("localStorage", {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, value: string) => stored.set(key, value),
	});
	await refreshGatewayStatus();
	// The page is loaded again: only what is stored is known.
	useGatewayStatus.setState(useGatewayStatus.getInitialState());
	host.backend.health = async () => null;
	host.settings = { default_model: "gpt-image-2" };
	await refreshGatewayStatus();
	expect(chosen()).toEqual({ kind: "none", reason: "backend" });
	// Without an endpoint before, the cloud is the only gateway.
	stored.clear();
	await refreshGatewayStatus();
	expect(chosen()).toEqual({ kind: "managed" });
	vi.unstubAllGlobals();
});

it("a change takes effect at once, and concurrent changes are all kept", async () => {
	await refreshGatewayStatus();
	const shown = () => useGatewayStatus.getState().settings;
	const both = [changeSettings({ default_model: "mine" }), changeSettings({ default_count: 3 })];
	expect(shown()).toMatchObject({ default_model: "mine", default_count: 3 });
	await refreshGatewayStatus();
	expect(shown()).toMatchObject({ default_model: "mine", default_count: 3 });
	await Promise.all(both);
	expect(shown()).toMatchObject({ default_model: "mine", default_count: 3, has_endpoint: true });
	expect(host.settings).toMatchObject({ default_model: "mine", default_count: 3, active_profile: "mine" });
});

it("an endpoint saved while a setting is being written is kept", async () => {
	await refreshGatewayStatus();
	host.backend.setProfile = async () => {
		host.settings = { ...host.settings, profiles: ["saved"] };
		return state;
	};
	host.backend.activateProfile = async () => {};
	let store = (): void => {};
	host.storing.mockReturnValueOnce(
		new Promise<void>((resolve) => {
			store = resolve;
		}),
	);
	const setting = changeSettings({ default_model: "one" });
	await vi.waitFor(() => expect(host.storing).toHaveBeenCalled());
	const saving = changeProfile({ id: "mine" });
	store();
	await Promise.all([setting, saving]);
	expect(host.settings).toMatchObject({ default_model: "one", profiles: ["saved"] });
});

it("a change that the host does not store rejects and is reverted", async () => {
	await refreshGatewayStatus();
	host.storing.mockRejectedValueOnce(new Error("read-only"));
	await expect(changeSettings({ default_model: "never stored" })).rejects.toThrow("read-only");
	expect(useGatewayStatus.getState().settings.default_model).toBe("gpt-image-2");
});

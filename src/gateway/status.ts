// The gateway that the studio can use at the moment, and the settings that decide it. Read again on demand.
import { create } from "zustand";
import { backend } from "../host/backend";
import type { Commands, EndpointProfile, ProfileState } from "../host/contract";
import { managedBridge } from "../host/gateway";
import { DEFAULT_SETTINGS, loadSettings, type StudioSettings, saveSettings } from "../host/pluginSettings";
import { chooseGateway, type GatewayChoice } from "./chooseGateway";
import { forgetConnection } from "./connection";
import { hadEndpoint, rememberEndpoint } from "./lastEndpoint";

export interface GatewayStatus {
	readonly settings: StudioSettings;
	/** False until the stored settings have been read: `settings` are the defaults until then. */
	readonly areSettingsKnown: boolean;
	readonly hasBackend: boolean;
	/** The configured custom endpoints. */
	readonly profiles: readonly ProfileState[];
	/** The active custom endpoint. */
	readonly active: ProfileState | null;
	readonly hasManaged: boolean;
	/** null until the first reading. */
	readonly choice: GatewayChoice | null;
}

type Profiles = Commands["profiles_get"]["out"];

const NO_PROFILES: Profiles = { profiles: [], active: null };

export const useGatewayStatus = create<GatewayStatus>(() => ({
	settings: DEFAULT_SETTINGS,
	areSettingsKnown: false,
	hasBackend: false,
	profiles: [],
	active: null,
	hasManaged: false,
	choice: null,
}));

/** Number of the latest reading or change; an older reading that finishes late is discarded. */
let latestReading = 0;

export async function refreshGatewayStatus(): Promise<void> {
	const reading = ++latestReading;
	const [stored, health] = await Promise.all([writes.then(loadSettings), backend.health()]);
	const profiles = health ? await backend.getProfiles().catch(() => null) : null;
	if (reading !== latestReading) return;
	const known = useGatewayStatus.getState();
	if (stored !== null) useGatewayStatus.setState({ areSettingsKnown: true });
	const settings = stored ?? known.settings;
	// Without the backend the profiles cannot be read: keep the last known state.
	if (profiles === null && known.active !== null) publish(known.settings, false, currentProfiles(known));
	else publish(settings, profiles !== null, profiles ?? NO_PROFILES);
	if (profiles !== null) rememberEndpoint(profiles.active !== null);
}

/** Settled when all writes so far are done. */
let writes: Promise<unknown> = Promise.resolve();
let latestChange = 0;

/** Takes effect at once. Rejects if the settings could not be stored, and shows the stored ones again. */
export async function changeSettings(change: Partial<StudioSettings>): Promise<void> {
	const ownChange = ++latestChange;
	const show = (settings: StudioSettings): void => {
		const known = useGatewayStatus.getState();
		latestReading++;
		publish(settings, known.hasBackend, currentProfiles(known));
	};
	show({ ...useGatewayStatus.getState().settings, ...change });
	try {
		const stored = await enqueue(() => saveSettings(change));
		if (ownChange === latestChange) show(stored);
	} catch (error) {
		await refreshGatewayStatus();
		throw error;
	}
}

/**
 * Each write stores all settings, custom endpoints included, so writes run one after another and do not undo each
 * other.
 */
function enqueue<T>(write: () => Promise<T>): Promise<T> {
	const writing = writes.then(write);
	writes = writing.catch(() => {});
	return writing;
}

/**
 * Saves a custom endpoint and activates it. Without `key` the key is unchanged; "" removes it. It goes only to the
 * backend.
 */
export async function changeProfile(
	profile: Partial<EndpointProfile> & { id: string },
	key?: string,
): Promise<ProfileState> {
	const saved = await enqueue(async () => {
		const state = await backend.setProfile(profile, key);
		await backend.activateProfile(profile.id);
		return state;
	});
	if (key !== undefined && saved.normalized !== null) forgetConnection({ kind: "custom", baseUrl: saved.normalized });
	await readProfiles();
	return saved;
}

/** Changes options of a custom endpoint; the active one stays active. */
export async function changeProfileOptions(change: Partial<EndpointProfile> & { id: string }): Promise<void> {
	await enqueue(() => backend.setProfile(change));
	await readProfiles();
}

export async function removeProfile(id: string): Promise<void> {
	await enqueue(() => backend.removeProfile(id));
	await readProfiles();
}

async function readProfiles(): Promise<void> {
	const profiles = await backend.getProfiles();
	latestReading++;
	publish(useGatewayStatus.getState().settings, true, profiles);
	rememberEndpoint(profiles.active !== null);
}

/** The default model: that of the active endpoint, or the general one. */
export function defaultModel({ choice, active, settings }: GatewayStatus): string {
	return (choice?.kind === "custom" && active?.profile.default_model) || settings.default_model;
}

/** Number of previews that are requested, and billed. */
export const partialImageCount = ({ choice, active }: GatewayStatus): number =>
	choice?.kind === "custom" && active?.profile.stream ? active.profile.partial_images : 0;

const currentProfiles = ({ profiles, active }: GatewayStatus): Profiles => ({
	profiles: [...profiles],
	active: active?.profile.id ?? null,
});

function publish(settings: StudioSettings, hasBackend: boolean, { profiles, active: id }: Profiles): void {
	const hasManaged = managedBridge.isAvailable();
	const active = profiles.find(({ profile }) => profile.id === id) ?? null;
	const hasUnreadEndpoint = settings.has_endpoint ?? hadEndpoint();
	const choice = chooseGateway({
		mode: settings.gateway_mode,
		hasBackend,
		endpoint: active,
		hasManaged,
		hasUnreadEndpoint,
	});
	const named = choice.kind === "custom" && active ? { ...choice, profileId: active.profile.id } : choice;
	useGatewayStatus.setState({ settings, hasBackend, profiles, active, hasManaged, choice: named });
}

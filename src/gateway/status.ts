// What the studio can send through right now, and the settings that decide it. Read again on demand.
import { create } from "zustand";
import { backend } from "../host/backend";
import type { Commands, EndpointProfile, ProfileState } from "../host/contract";
import { managedBridge } from "../host/gateway";
import { DEFAULT_SETTINGS, loadSettings, type StudioSettings, saveSettings } from "../host/pluginSettings";
import { chooseGateway, type GatewayChoice } from "./chooseGateway";

export interface GatewayStatus {
	readonly settings: StudioSettings;
	readonly hasBackend: boolean;
	/** Custom endpoints, as they were set up. */
	readonly profiles: readonly ProfileState[];
	/** The one that is used. */
	readonly active: ProfileState | null;
	readonly hasManaged: boolean;
	/** null until it was read for the first time. */
	readonly choice: GatewayChoice | null;
}

type Profiles = Commands["profiles_get"]["out"];

const NO_PROFILES: Profiles = { profiles: [], active: null };

export const useGatewayStatus = create<GatewayStatus>(() => ({
	settings: DEFAULT_SETTINGS,
	hasBackend: false,
	profiles: [],
	active: null,
	hasManaged: false,
	choice: null,
}));

let readings = 0;

export async function refreshGatewayStatus(): Promise<void> {
	const reading = ++readings;
	const [settings, health] = await Promise.all([saving.then(loadSettings), backend.health()]);
	const profiles = health ? await backend.getProfiles().catch(() => null) : null;
	// An older reading that comes late must not undo a newer one.
	if (reading !== readings) return;
	const known = useGatewayStatus.getState();
	// While the host is away its settings cannot be read either: what was last known stays.
	if (profiles === null && known.active !== null) publish(known.settings, false, asRead(known));
	else publish(settings, profiles !== null, profiles ?? NO_PROFILES);
}

let saving: Promise<unknown> = Promise.resolve();
let changes = 0;

/** Seen at once. Rejects where it could not be stored: then what is stored is seen again. */
export async function changeSettings(change: Partial<StudioSettings>): Promise<void> {
	const mine = ++changes;
	const show = (settings: StudioSettings): void => {
		const known = useGatewayStatus.getState();
		readings++;
		publish(settings, known.hasBackend, asRead(known));
	};
	show({ ...useGatewayStatus.getState().settings, ...change });
	try {
		const stored = await inTurn(() => saveSettings(change));
		if (mine === changes) show(stored);
	} catch (error) {
		await refreshGatewayStatus();
		throw error;
	}
}

/** Whoever writes writes all of the settings, custom endpoints among them: one after the other, or one undoes the other. */
function inTurn<T>(write: () => Promise<T>): Promise<T> {
	const writing = saving.then(write);
	saving = writing.catch(() => {});
	return writing;
}

/**
 * Saves a custom endpoint and uses it from now on. key absent: unchanged; "": removed. It goes to the backend and
 * nowhere else.
 */
export async function changeProfile(
	profile: Partial<EndpointProfile> & { id: string },
	key?: string,
): Promise<ProfileState> {
	const saved = await inTurn(async () => {
		const state = await backend.setProfile(profile, key);
		await backend.activateProfile(profile.id);
		return state;
	});
	await readProfiles();
	return saved;
}

export async function removeProfile(id: string): Promise<void> {
	await inTurn(() => backend.removeProfile(id));
	await readProfiles();
}

async function readProfiles(): Promise<void> {
	const profiles = await backend.getProfiles();
	readings++;
	publish(useGatewayStatus.getState().settings, true, profiles);
}

/** The model of a request that names none: that of the endpoint in use, or the general one. */
export function defaultModel({ choice, active, settings }: GatewayStatus): string {
	return (choice?.kind === "custom" && active?.profile.default_model) || settings.default_model;
}

/** Previews that are asked for, and paid. */
export const partialImageCount = ({ choice, active }: GatewayStatus): number =>
	choice?.kind === "custom" && active?.profile.stream ? active.profile.partial_images : 0;

const asRead = ({ profiles, active }: GatewayStatus): Profiles => ({
	profiles: [...profiles],
	active: active?.profile.id ?? null,
});

function publish(settings: StudioSettings, hasBackend: boolean, { profiles, active: id }: Profiles): void {
	const hasManaged = managedBridge.isAvailable();
	const active = profiles.find(({ profile }) => profile.id === id) ?? null;
	const hasUnreadEndpoint = settings.has_endpoint === true;
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

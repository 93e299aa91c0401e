// The order in which a settings form is saved. The endpoint goes first: it is what can be refused, and then nothing
// else is changed either. The key passes through and stays nowhere.
import type { EndpointProfile, ProfileState } from "../host/contract";
import type { StudioSettings } from "../host/pluginSettings";

interface SettingsForm {
	readonly settings: Partial<StudioSettings>;
	/** Absent while there is no backend to keep it, or none was set up. */
	readonly profile?: EndpointProfile;
	/** Empty: the stored one stays. */
	readonly key?: string;
}

export interface SettingsKeepers {
	readonly changeProfile: (profile: EndpointProfile, key?: string) => Promise<ProfileState>;
	readonly changeSettings: (change: Partial<StudioSettings>) => Promise<void>;
}

export async function saveAll({ settings, profile, key }: SettingsForm, keepers: SettingsKeepers): Promise<void> {
	if (profile) await keepers.changeProfile(profile, key === "" ? undefined : key);
	await keepers.changeSettings(settings);
}

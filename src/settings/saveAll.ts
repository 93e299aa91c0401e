// The order in which a settings form is saved. The endpoint goes first: it is what can be refused, and then nothing
// else is changed either. The key passes through and stays nowhere.
import type { EndpointState } from "../host/contract";
import type { StudioSettings } from "../host/pluginSettings";

interface SettingsForm {
	readonly settings: Partial<StudioSettings>;
	/** Absent while there is no backend to keep it. */
	readonly endpoint?: {
		readonly baseUrl: string;
		/** Empty: the stored one stays. */
		readonly key: string;
	};
}

export interface SettingsKeepers {
	readonly changeEndpoint: (baseUrl: string, key?: string) => Promise<EndpointState>;
	readonly changeSettings: (change: Partial<StudioSettings>) => Promise<void>;
}

export async function saveAll({ settings, endpoint }: SettingsForm, keepers: SettingsKeepers): Promise<void> {
	if (endpoint) await keepers.changeEndpoint(endpoint.baseUrl, endpoint.key === "" ? undefined : endpoint.key);
	await keepers.changeSettings(settings);
}

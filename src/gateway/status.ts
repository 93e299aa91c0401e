// What the studio can send through right now, and the settings that decide it. Read again on demand.
import { create } from "zustand";
import { backend } from "../host/backend";
import type { EndpointState } from "../host/contract";
import { managedBridge } from "../host/gateway";
import { DEFAULT_SETTINGS, loadSettings, type StudioSettings, saveSettings } from "../host/pluginSettings";
import { chooseGateway, type GatewayChoice } from "./choose";

export interface GatewayStatus {
	readonly settings: StudioSettings;
	readonly hasBackend: boolean;
	readonly endpoint: EndpointState | null;
	readonly hasManaged: boolean;
	/** null until it was read for the first time. */
	readonly choice: GatewayChoice | null;
}

export const useGatewayStatus = create<GatewayStatus>(() => ({
	settings: DEFAULT_SETTINGS,
	hasBackend: false,
	endpoint: null,
	hasManaged: false,
	choice: null,
}));

let readings = 0;

export async function refreshGatewayStatus(): Promise<void> {
	const reading = ++readings;
	const [settings, health] = await Promise.all([loadSettings(), backend.health()]);
	const endpoint = health ? await backend.getEndpoint().catch(() => null) : null;
	// An older reading that comes late must not undo a newer one.
	if (reading !== readings) return;
	const known = useGatewayStatus.getState();
	// While the host is away its settings cannot be read either: what was last known stays.
	if (health === null && known.endpoint !== null) publish(known.settings, false, known.endpoint);
	else publish(settings, health !== null, endpoint);
}

export async function changeSettings(change: Partial<StudioSettings>): Promise<void> {
	const settings = await saveSettings(change);
	const { hasBackend, endpoint } = useGatewayStatus.getState();
	readings++;
	publish(settings, hasBackend, endpoint);
}

/** key absent: unchanged; "": removed. It goes to the backend and nowhere else. */
export async function changeEndpoint(baseUrl: string, key?: string): Promise<EndpointState> {
	const endpoint = await backend.setEndpoint(baseUrl, key);
	readings++;
	publish(useGatewayStatus.getState().settings, true, endpoint);
	return endpoint;
}

function publish(settings: StudioSettings, hasBackend: boolean, endpoint: EndpointState | null): void {
	const hasManaged = managedBridge.isAvailable();
	const choice = chooseGateway({ mode: settings.gateway_mode, hasBackend, endpoint, hasManaged });
	useGatewayStatus.setState({ settings, hasBackend, endpoint, hasManaged, choice });
}

// The plugin's settings, stored by HaloForge and shown in its Plugin Manager. Without a host they are in localStorage, so
// that everything works in a plain page. They never contain an API key, which the backend stores.
import { invokeHost } from "@haloforge/plugin-sdk";
import { PLUGIN_ID } from "./contract";

export type GatewayMode = "auto" | "cloud" | "custom";

export interface StudioSettings {
	readonly default_model: string;
	readonly default_size: string;
	/** "auto": the parameter is not sent; the same for the format. */
	readonly default_quality: string;
	readonly default_count: number;
	readonly default_format: string;
	readonly gateway_mode: GatewayMode;
	readonly response_format_b64_json: boolean;
	/** A custom endpoint is active. From the backend's part of the settings, which can be read while it is not running. */
	readonly has_endpoint?: boolean;
}

export const DEFAULT_SETTINGS: StudioSettings = {
	default_model: "gpt-image-2",
	default_size: "1024x1024",
	default_quality: "auto",
	default_count: 1,
	default_format: "auto",
	gateway_mode: "auto",
	response_format_b64_json: false,
};

const LOCAL_KEY = "image-studio.settings";

/** Uses valid values and fills in defaults for the rest. */
export function readSettings(value: unknown): StudioSettings {
	const found = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
	const text = (key: "default_model" | "default_size" | "default_quality" | "default_format"): string => {
		const given = found[key];
		return typeof given === "string" && given.trim() !== "" ? given.trim() : DEFAULT_SETTINGS[key];
	};
	const mode = found.gateway_mode;
	return {
		default_model: text("default_model"),
		default_size: text("default_size"),
		default_quality: text("default_quality"),
		default_count: Number.isInteger(found.default_count) ? (found.default_count as number) : 1,
		default_format: text("default_format"),
		gateway_mode: mode === "cloud" || mode === "custom" ? mode : "auto",
		response_format_b64_json: found.response_format_b64_json === true,
		...(found.active_profile ? { has_endpoint: true } : {}),
	};
}

export async function loadSettings(): Promise<StudioSettings> {
	try {
		return readSettings(await invokeHost("plugin_get_settings", { pluginId: PLUGIN_ID }));
	} catch {
		return readSettings(readLocal());
	}
}

/** Preserves fields that other versions or the host's form have stored. Rejects if the settings cannot be stored. */
export async function saveSettings(change: Partial<StudioSettings>): Promise<StudioSettings> {
	const host = await invokeHost<object | null>("plugin_get_settings", { pluginId: PLUGIN_ID }).catch(() => undefined);
	const settings = { ...(host === undefined ? (readLocal() as object) : host), ...change };
	if (host === undefined) localStorage.setItem(LOCAL_KEY, JSON.stringify(settings));
	else await invokeHost("plugin_save_settings", { pluginId: PLUGIN_ID, settings });
	return readSettings(settings);
}

function readLocal(): unknown {
	try {
		return JSON.parse(localStorage.getItem(LOCAL_KEY) ?? "{}");
	} catch {
		return {};
	}
}

// Handles the host commands for settings and log when no devhost runs. Commands of the plugin's backend are rejected.
import { logFromPage, manifest } from "./state";

const SETTINGS_KEY = "image-studio-dev.settings";
type Settings = Record<string, unknown>;

export function defaultSettings(): Settings {
	const properties: Record<string, { default: unknown }> = manifest.settings_schema.properties;
	return Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, property.default]));
}

function readSettings(): Settings {
	try {
		return { ...defaultSettings(), ...JSON.parse(localStorage.getItem(SETTINGS_KEY) ?? "{}") };
	} catch {
		return defaultSettings();
	}
}

export async function answerOffline(command: string, args: Settings): Promise<unknown> {
	switch (command) {
		case "plugin_get_settings":
			return readSettings();
		case "plugin_save_settings":
			localStorage.setItem(SETTINGS_KEY, JSON.stringify(args.settings ?? {}));
			return null;
		case "frontend_log_event": {
			const details = args.details == null ? "" : ` ${JSON.stringify(args.details)}`;
			logFromPage(String(args.level), String(args.scope), `${args.message}${details}`);
			return null;
		}
		default:
			throw isPluginCall(args)
				? "plugin backend is not running"
				: `The host command ${command} needs the devhost, which is not running.`;
	}
}

function isPluginCall(args: Settings): boolean {
	return typeof args.args === "object" && args.args !== null && "wire_name" in args.args;
}

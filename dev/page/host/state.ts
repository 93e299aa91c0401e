// The state of the development host in one store. Written by host/*, read by chrome/*.
import type { PluginDefinition } from "@haloforge/plugin-sdk";
import { create } from "zustand";
import manifest from "../../../manifest.json";

export { manifest };
export const PLUGIN_ID = manifest.id;
export const MODULE_ID = manifest.integration.level0.module_id;

export type Theme = "dark" | "light";
export type HostLocale = "en" | "zh";
/** none: started without a backend; lost: the backend no longer answers. */
export type BackendState = "none" | "up" | "lost";

export interface LogLine {
	readonly key: string;
	readonly time: string;
	readonly level: string;
	readonly scope: string;
	readonly message: string;
}

export interface HostState {
	theme: Theme;
	locale: HostLocale;
	backend: BackendState;
	module: string;
	definition: PluginDefinition | null;
	/** Error that occurred while the plugin's bundle was loaded. */
	loadError: string | null;
	title: string | null;
	subtitle: string | null;
	route: string | null;
	canGoBack: boolean;
	canGoForward: boolean;
	log: readonly LogLine[];
}

const initialTheme: Theme = document.documentElement.dataset.theme === "light" ? "light" : "dark";
const storedLocale = localStorage.getItem("hf:locale") ?? navigator.language;

export const useHost = create<HostState>(() => ({
	theme: initialTheme,
	locale: storedLocale.startsWith("zh") ? "zh" : "en",
	backend: "none",
	module: MODULE_ID,
	definition: null,
	loadError: null,
	title: null,
	subtitle: null,
	route: null,
	canGoBack: false,
	canGoForward: false,
	log: [],
}));

const LOG_LIMIT = 1000;

export function appendLog(lines: readonly LogLine[]): void {
	if (lines.length > 0) useHost.setState(({ log }) => ({ log: [...log, ...lines].slice(-LOG_LIMIT) }));
}

let pageLineCount = 0;
/** Logs a line of the page, in addition to those of the backend. */
export function logFromPage(level: string, scope: string, message: string): void {
	appendLog([{ key: `page-${++pageLineCount}`, time: new Date().toISOString(), level, scope, message }]);
}

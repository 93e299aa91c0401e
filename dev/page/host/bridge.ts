// The host bridge (version 1) for the SDK: navigation, deep links, windows, titles, the managed gateway.
import type { PluginDeepLink } from "@haloforge/plugin-sdk";
import { createMockGateway } from "../../mock/gateway";
import { navigate, navigation } from "./navigation";
import { logFromPage, MODULE_ID, manifest, PLUGIN_ID, useHost } from "./state";

export const gateway = createMockGateway();

/** All titles that were set, oldest first, with "" for a reset. For tests. */
export const titleLog: string[] = [];

function showTitle(title: string | null, subtitle: string | null): void {
	titleLog.push(title ?? "");
	useHost.setState({ title, subtitle });
	document.title = `${[title, subtitle].filter(Boolean).join(" · ") || manifest.name} – HaloForge (development)`;
}

const currentWindow = {
	// The host accepts a title only from the plugin whose module is shown.
	setTitle: async (pluginId: string, request: { title?: string | null; subtitle?: string | null }): Promise<void> => {
		if (pluginId === PLUGIN_ID && useHost.getState().module === MODULE_ID) {
			showTitle(request.title ?? null, request.subtitle ?? null);
		}
	},
	resetTitle: async (pluginId: string): Promise<void> => {
		if (pluginId === PLUGIN_ID) showTitle(null, null);
	},
};

let pendingLink: PluginDeepLink | null = null;
const linkHandlers = new Set<(link: PluginDeepLink) => void>();

const deepLinks = {
	getPending: (): PluginDeepLink | null => pendingLink,
	clearPending: (): void => {
		pendingLink = null;
	},
	onOpen(_pluginId: string, handler: (link: PluginDeepLink) => void): () => void {
		linkHandlers.add(handler);
		return () => linkHandlers.delete(handler);
	},
};

/** Opens haloforge://plugin/<id>/<route>?params. Returns an error message, or null on success. */
export function openDeepLink(text: string): string | null {
	const found = /^haloforge:\/\/plugin\/([^/?#]+)(\/[^?#]*)?(?:\?([^#]*))?/.exec(text.trim());
	if (!found) return "A deep link looks like haloforge://plugin/<id>/<route>?name=value.";
	const [, pluginId = "", route = "/", query = ""] = found;
	if (pluginId !== PLUGIN_ID) return `No plugin ${pluginId} is installed here.`;
	const params = Object.fromEntries(new URLSearchParams(query));
	pendingLink = { pluginId, route, url: text.trim(), params, receivedAt: new Date().toISOString() };
	// The host shows the module first, then delivers the link.
	showModule(MODULE_ID);
	// Parameters can contain a prompt, so only their names are logged.
	logFromPage("info", "host", `deep link route=${route} params=${Object.keys(params).join(",")}`);
	for (const handler of [...linkHandlers]) handler(pendingLink);
	return null;
}

interface OpenRequest {
	route?: string | null;
	params?: Record<string, string> | null;
	openMode?: string | null;
	resource?: string | null;
}

/** A browser tab represents a window of the host; the mode "current" uses this tab. */
async function openWindow(_pluginId: string, request: OpenRequest) {
	const params = { ...request.params, ...(request.resource ? { path: request.resource } : {}) };
	const route = request.route ?? "/";
	if (request.openMode === "current") navigate(route, params);
	else window.open(`${location.pathname}#${route}?${new URLSearchParams(params)}`, "_blank", "noopener");
	return { label: request.openMode === "current" ? "main" : "plugin-window", role: "plugin", module: MODULE_ID };
}

declare global {
	interface Window {
		/** State of the legacy bridge, which index.html defines. */
		__DEV_HOST_APP__: {
			snapshot: { activeModule: string };
			change(patch: { activeModule?: string; pendingFileIntent?: unknown }): void;
		};
	}
}

export function showModule(activeModule: string): void {
	window.__DEV_HOST_APP__.change({ activeModule });
}

/** Opens a file with the studio as the host does: sets a file intent and navigates to the document handler's route. */
export function openFile(path: string): void {
	const extension = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase() ?? "";
	const handler = manifest.window.document_handlers.find(({ extensions }) => extensions.includes(extension));
	window.__DEV_HOST_APP__.change({ activeModule: MODULE_ID, pendingFileIntent: { kind: "open", path, source: "dev" } });
	if (handler) navigate(handler.route, { [handler.resource_param]: path });
}

export function installBridge(): void {
	window.addEventListener("dev-host:app", (event) => {
		useHost.setState({ module: (event as CustomEvent<{ activeModule: string }>).detail.activeModule });
	});
	Object.assign(window, {
		__HALOFORGE_PLUGIN_HOST__: {
			version: 1,
			deepLinks,
			navigation,
			windows: { openPluginRoute: openWindow, openResource: openWindow },
			currentWindow,
			enterpriseGateway: gateway,
		},
	});
}

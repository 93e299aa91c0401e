// Keeps the plugin's routes in the browser's history, so that Back, Forward and a reload behave as in a window of the
// host. The URL contains the route after '#'.
import type { PluginRouteChange } from "@haloforge/plugin-sdk";
import { MODULE_ID, PLUGIN_ID, useHost } from "./state";

interface RouteRequest {
	moduleId?: string | null;
	route?: string | null;
	params?: Record<string, string> | null;
}
type RouteHandler = (change: PluginRouteChange) => void;
/** The state of an entry of the browser's history; `at` counts from this page's first entry. */
interface Entry {
	at: number;
	change: PluginRouteChange | null;
}

const handlers = new Set<RouteHandler>();
/** All routes that were current, oldest first. For tests. */
export const routeLog: PluginRouteChange[] = [];
let current: Entry = { at: 0, change: null };
let lastAt = 0;

function toAddress(change: PluginRouteChange | null): string {
	if (!change) return "#";
	const query = new URLSearchParams(change.params).toString();
	return `#${change.route}${query ? `?${query}` : ""}`;
}

function fromAddress(hash: string): PluginRouteChange | null {
	if (!hash.startsWith("#/")) return null;
	const [route = "/", query = ""] = hash.slice(1).split("?", 2);
	return toChange({ route, params: Object.fromEntries(new URLSearchParams(query)) });
}

function toChange(request: RouteRequest): PluginRouteChange {
	return {
		moduleId: request.moduleId ?? MODULE_ID,
		pluginId: PLUGIN_ID,
		route: request.route ?? "/",
		params: { ...request.params },
		changedAt: new Date().toISOString(),
	};
}

function setCurrentEntry(entry: Entry): void {
	current = entry;
	if (entry.change) routeLog.push(entry.change);
	useHost.setState({
		route: entry.change ? toAddress(entry.change).slice(1) : null,
		canGoBack: entry.at > 0,
		canGoForward: entry.at < lastAt,
	});
}

function setRoute(request: RouteRequest, how: "push" | "replace"): PluginRouteChange {
	const change = toChange(request);
	const entry: Entry = { at: current.at + (how === "push" ? 1 : 0), change };
	if (how === "push") {
		lastAt = entry.at;
		history.pushState(entry, "", toAddress(change));
	} else history.replaceState(entry, "", toAddress(change));
	sessionStorage.setItem("image-studio-dev.last-entry", String(lastAt));
	setCurrentEntry(entry);
	return change;
}

function notifyHandlers(change: PluginRouteChange): void {
	for (const handler of [...handlers]) handler(change);
}

/** Navigates on behalf of the host (a menu, a document handler) and notifies the plugin. */
export function navigate(route: string, params: Record<string, string> = {}): void {
	notifyHandlers(setRoute({ route, params }, "push"));
}

export const navigation = {
	getCurrent: (): PluginRouteChange | null => current.change,
	// The caller of pushRoute gets the change as return value; handlers are notified only of Back, Forward and
	// navigate().
	pushRoute: (_pluginId: string, request: RouteRequest) => setRoute(request, "push"),
	replaceRoute: (_pluginId: string, request: RouteRequest) => setRoute(request, "replace"),
	onRouteChange(_pluginId: string, handler: RouteHandler): () => void {
		handlers.add(handler);
		return () => handlers.delete(handler);
	},
};

export function installNavigation(): void {
	const reloaded = history.state as Entry | null;
	lastAt = reloaded ? Number(sessionStorage.getItem("image-studio-dev.last-entry") ?? reloaded.at) : 0;
	const entry = reloaded ?? { at: 0, change: fromAddress(location.hash) };
	history.replaceState(entry, "");
	setCurrentEntry(entry);
	window.addEventListener("popstate", (event) => {
		// Without a state, another '#…' was typed into the address bar, which is a new entry.
		const typed: Entry = { at: current.at + 1, change: fromAddress(location.hash) };
		if (!event.state) {
			lastAt = typed.at;
			history.replaceState(typed, "");
		}
		const next = (event.state as Entry | null) ?? typed;
		setCurrentEntry(next);
		// An entry without a route is the plugin's start page.
		notifyHandlers(next.change ?? toChange({ route: "/" }));
	});
}

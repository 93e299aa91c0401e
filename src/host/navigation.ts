// The window's title, and the route within the studio as the host's Back and Forward know it. Without the bridge a plain
// browser's address serves; another host's address is not ours to touch.
import { pluginCurrentWindow, pluginNavigation } from "@haloforge/plugin-sdk";
import { isTauri } from "@tauri-apps/api/core";

export interface Route {
	readonly route: string;
	readonly params: Readonly<Record<string, string>>;
}

export const setWindowTitle = (title: string): void => changeTitle((shown) => shown.setTitle(title));
export const resetWindowTitle = (): void => changeTitle((shown) => shown.resetTitle());

function changeTitle(change: (shown: ReturnType<typeof pluginCurrentWindow>) => Promise<void>): void {
	try {
		void Promise.resolve(change(pluginCurrentWindow())).catch(() => {});
	} catch {
		// No bridge: a bare page has no window title of ours to set.
	}
}

/** null: no route was named yet. */
export function readRoute(): Route | null {
	const current = bridge()?.getCurrent();
	return current ? toRoute(current) : fromAddress();
}

export function writeRoute({ route, params }: Route, how: "push" | "replace"): void {
	try {
		const host = bridge();
		if (host) host[how === "push" ? "pushRoute" : "replaceRoute"](route, { params: { ...params } });
		else if (isAddressOurs()) history[`${how}State`](null, "", toAddress({ route, params }));
	} catch {
		// Browsers refuse too many changes in a short time; the next one carries all.
	}
}

/** Back, Forward, and whatever else brings another route. Returns how to stop. */
export function watchRoute(onRoute: (route: Route) => void): () => void {
	const host = bridge();
	if (host) return host.onRouteChange((change) => onRoute(toRoute(change)));
	const read = (): void => {
		if (isAddressOurs()) onRoute(fromAddress() ?? { route: "/", params: {} });
	};
	// An address that is typed comes by here, too.
	addEventListener("popstate", read);
	return () => removeEventListener("popstate", read);
}

/** As a host may give it: with a slash before it or without, and nothing where there are no parameters. */
export function toRoute({ route, params }: { route?: string | null; params?: Route["params"] | null }): Route {
	return { route: `/${(route ?? "").replace(/^\/+/, "")}`, params: params ?? {} };
}

function bridge() {
	try {
		return pluginNavigation();
	} catch {
		return undefined;
	}
}

const isAddressOurs = (): boolean => !isTauri() && (location.hash === "" || location.hash.startsWith("#/"));

function toAddress({ route, params }: Route): string {
	const query = new URLSearchParams(params).toString();
	return `#${route}${query && `?${query}`}`;
}

function fromAddress(): Route | null {
	if (!isAddressOurs() || location.hash === "") return null;
	const [route = "/", query = ""] = location.hash.slice(1).split(/\?(.*)/s, 2);
	return { route, params: Object.fromEntries(new URLSearchParams(query)) };
}

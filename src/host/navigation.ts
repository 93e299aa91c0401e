// The window title, and the studio's route in the host's navigation history. Without the bridge the route is the hash
// of the page's address, but only in a plain browser page: the address of another host is left alone.
import { pluginCurrentWindow, pluginNavigation } from "@haloforge/plugin-sdk";
import { isTauri } from "@tauri-apps/api/core";

export interface Route {
	readonly route: string;
	readonly params: Readonly<Record<string, string>>;
	/** Came from a deep link, which any web page can create. */
	readonly isFromOutside?: boolean;
}

/** Title of a plain page before the studio changed it. */
let originalTitle: string | undefined;

export const setWindowTitle = (title: string): void => changeTitle((shown) => shown.setTitle(title), title);
export const resetWindowTitle = (): void => changeTitle((shown) => shown.resetTitle(), originalTitle);

function changeTitle(change: (shown: ReturnType<typeof pluginCurrentWindow>) => Promise<void>, title = ""): void {
	try {
		void Promise.resolve(change(pluginCurrentWindow())).catch(() => {});
	} catch {
		// Without the bridge this is a plain page or another host's.
		if (!isAddressOurs()) return;
		originalTitle ??= document.title;
		document.title = title;
	}
}

/** null: no route has been set yet. */
export function readRoute(): Route | null {
	const current = bridge()?.getCurrent();
	return current ? toRoute(current) : fromAddress();
}

export function writeRoute({ route, params }: Route, mode: "push" | "replace"): void {
	try {
		const host = bridge();
		if (host) host[mode === "push" ? "pushRoute" : "replaceRoute"](route, { params: { ...params } });
		else if (isAddressOurs()) history[`${mode}State`](null, "", toAddress({ route, params }));
	} catch {
		// Browsers refuse many changes in a short time; the next change contains the whole route.
	}
}

/** Reports routes changed by Back, Forward or a typed address. Returns a function that stops watching. */
export function watchRoute(onRoute: (route: Route) => void): () => void {
	const host = bridge();
	if (host) return host.onRouteChange((change) => onRoute(toRoute(change)));
	const read = (): void => {
		if (isAddressOurs()) onRoute(fromAddress() ?? { route: "/", params: {} });
	};
	// A hash typed into the address bar fires popstate, too.
	addEventListener("popstate", read);
	return () => removeEventListener("popstate", read);
}

/** Normalises a host's route, whose slashes and parameters may be missing. */
export function toRoute({ route, params }: { route?: string | null; params?: Route["params"] | null }): Route {
	return { route: `/${(route ?? "").replace(/^\/+|\/+$/g, "")}`, params: params ?? {} };
}

function bridge() {
	try {
		const host = pluginNavigation();
		// A bridge without permission throws only when it is used.
		host.getCurrent();
		return host;
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

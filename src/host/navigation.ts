// The window's title, and the route within the studio as the host's Back and Forward know it. Without the bridge a plain
// browser's address serves; another host's address is not ours to touch.
import { pluginCurrentWindow, pluginNavigation } from "@haloforge/plugin-sdk";
import { isTauri } from "@tauri-apps/api/core";

export interface Route {
	readonly route: string;
	readonly params: Readonly<Record<string, string>>;
	/** By a launch URL, as any web page can make one. */
	readonly isFromOutside?: boolean;
}

/** What a plain page was called before. */
let pageTitle: string | undefined;

export const setWindowTitle = (title: string): void => changeTitle((shown) => shown.setTitle(title), title);
export const resetWindowTitle = (): void => changeTitle((shown) => shown.resetTitle(), pageTitle);

function changeTitle(change: (shown: ReturnType<typeof pluginCurrentWindow>) => Promise<void>, title = ""): void {
	try {
		void Promise.resolve(change(pluginCurrentWindow())).catch(() => {});
	} catch {
		// Without the bridge the page is ours, or another host's.
		if (!isAddressOurs()) return;
		pageTitle ??= document.title;
		document.title = title;
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

/** As a host may give it: with slashes around it or without, and nothing where there are no parameters. */
export function toRoute({ route, params }: { route?: string | null; params?: Route["params"] | null }): Route {
	return { route: `/${(route ?? "").replace(/^\/+|\/+$/g, "")}`, params: params ?? {} };
}

function bridge() {
	try {
		const host = pluginNavigation();
		// One that is there and may not be used says so only now.
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

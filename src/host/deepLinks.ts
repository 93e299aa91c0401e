// Deep links to the studio: one that is pending when the panel mounts, and those that the host delivers later. Each is
// handled once, although the host may deliver it both ways and the panel may mount several times.
import { clearPendingPluginDeepLink, type PluginDeepLink, pluginDeepLinks } from "@haloforge/plugin-sdk";
import { type Route, toRoute } from "./navigation";

/** The latest handled link. */
let handled = "";

/** Returns a function that stops watching. */
export function watchDeepLinks(onLink: (link: Route) => void): () => void {
	const handle = (link: PluginDeepLink | null): void => {
		if (!link) return;
		clearPendingPluginDeepLink();
		const key = `${link.receivedAt} ${link.url}`;
		if (key === handled) return;
		handled = key;
		onLink({ ...toRoute(link), isFromOutside: true });
	};
	try {
		const links = pluginDeepLinks();
		const stop = links.onOpen(handle);
		handle(links.getPending());
		return stop;
	} catch {
		// Without the bridge there are no deep links.
		return () => {};
	}
}

// Launch URLs of ours that the host delivers: one that waits, and those that come while the studio is open. Each is taken
// once, whichever way it comes and however often the panel is shown.
import { clearPendingPluginDeepLink, type PluginDeepLink, pluginDeepLinks } from "@haloforge/plugin-sdk";
import { type Route, toRoute } from "./navigation";

let taken = "";

/** Returns how to stop. */
export function watchDeepLinks(onLink: (link: Route) => void): () => void {
	const take = (link: PluginDeepLink | null): void => {
		if (!link) return;
		clearPendingPluginDeepLink();
		const name = `${link.receivedAt} ${link.url}`;
		if (name === taken) return;
		taken = name;
		onLink({ ...toRoute(link), isFromOutside: true });
	};
	try {
		const links = pluginDeepLinks();
		const stop = links.onOpen(take);
		take(links.getPending());
		return stop;
	} catch {
		// A host without the bridge delivers none.
		return () => {};
	}
}

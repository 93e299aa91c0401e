// Files that the host opens with the studio: by the route of a document handler, and by a pending file intent. A host may
// use either or both for one file.
import { pluginNavigation, useHostFileIntent } from "@haloforge/plugin-sdk";
import { useEffect, useState } from "react";
import { isPicturePath } from "./files";

/** Of the document handlers in manifest.json. */
const ROUTE = "/edit";
const PARAM = "path";
/** Routes of the studio itself begin here. */
const START = "/";
/** The SDK changes the intent in place and tells nobody. */
const LOOK_EVERY_MS = 500;
/** Within this the same path is the same wish. */
const SAME_MS = 3000;

export function useOpenedFiles(onFile: (path: string) => void): void {
	const [once] = useState(() => {
		let last = { path: "", at: 0 };
		return (path: string, now: number): boolean => {
			const isNew = path !== last.path || now - last.at > SAME_MS;
			last = { path, at: now };
			return isNew;
		};
	});
	const { intent, consume } = useHostFileIntent();
	const [, look] = useState(0);

	useEffect(() => {
		const timer = setInterval(() => look((count) => count + 1), LOOK_EVERY_MS);
		return () => clearInterval(timer);
	}, []);

	const path = intent?.path;
	useEffect(() => {
		// A pending intent is everybody's: what is no picture is meant for another plugin.
		if (path === undefined || !isPicturePath(path)) return;
		consume();
		if (once(path, Date.now())) onFile(path);
	}, [path, consume, once, onFile]);

	useEffect(() => {
		try {
			const navigation = pluginNavigation();
			const take = (change: { readonly route: string; readonly params: Record<string, string> } | null): void => {
				const routed = change?.route === ROUTE ? change.params[PARAM] : undefined;
				if (!routed) return;
				// Taken once: the route would open the file again at every reload and every Back.
				navigation.replaceRoute(START);
				if (once(routed, Date.now())) onFile(routed);
			};
			take(navigation.getCurrent());
			return navigation.onRouteChange(take);
		} catch {
			// A host without the bridge routes nothing.
			return undefined;
		}
	}, [once, onFile]);
}

// Connects the mounted panel to the host's routes and deep links.
import { useEffect, useLayoutEffect, useRef } from "react";
import { watchDeepLinks } from "../host/deepLinks";
import type { Route } from "../host/navigation";
import { focusPrompt } from "./panes";
import { followRoutes, openRoute } from "./route";

/**
 * `handleLink` runs an action route and resolves with true if it filled in the prompt. `onShowCanvas` is called before
 * it, because the outcome appears on the canvas or in the prompt.
 */
export function useLinks(handleLink: (route: Route) => Promise<boolean>, onShowCanvas: () => void): void {
	const latest = useRef({ handleLink, onShowCanvas });
	latest.current = { handleLink, onShowCanvas };
	const run = useRef((route: Route): void => {
		latest.current.onShowCanvas();
		// The user reviews the filled-in prompt and decides whether to send it.
		void latest.current.handleLink(route).then((isFilled) => {
			if (isFilled) focusPrompt();
		});
	}).current;
	// A layout effect, before the first paint: after a reload the studio opens at its route at once.
	useLayoutEffect(() => followRoutes(run), [run]);
	useEffect(() => watchDeepLinks((link) => openRoute(link, run)), [run]);
}

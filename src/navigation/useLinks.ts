// While the panel is shown: its routes, and what the outside asks of it.
import { useEffect, useLayoutEffect, useRef } from "react";
import { watchDeepLinks } from "../host/deepLinks";
import type { Route } from "../host/navigation";
import type { Studio } from "../studio/studio";
import { focusPrompt } from "./panes";
import { followRoutes, open } from "./route";

/** `onCanvas`: the canvas is to be seen now. */
export function useLinks(studio: Studio, onCanvas: () => void): void {
	const latest = useRef(onCanvas);
	latest.current = onCanvas;
	const carryOut = useRef((errand: Route): void => {
		latest.current();
		// What the person is to read, and to send or not.
		void studio.carryOut(errand).then((isFilled) => {
			if (isFilled) focusPrompt();
		});
	}).current;
	// Before the first paint: a reload comes back to its place at once.
	useLayoutEffect(() => followRoutes(carryOut), [carryOut]);
	useEffect(() => watchDeepLinks((link) => open(link, carryOut)), [carryOut]);
}

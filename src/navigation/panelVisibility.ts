// The visible panes of the studio, and how to show one. The mounted panel reports both; without a panel no pane is
// visible.
import { useEffect, useRef } from "react";

export type Pane = "canvas" | "tasks";

let visiblePanes: readonly Pane[] = [];
let showInPanel: (pane: Pane) => void = () => {};

export function usePanelVisibility(canvas: boolean, tasks: boolean, onShowPane: (pane: Pane) => void): void {
	const latest = useRef(onShowPane);
	latest.current = onShowPane;
	useEffect(() => {
		visiblePanes = [...(canvas ? ["canvas" as const] : []), ...(tasks ? ["tasks" as const] : [])];
		showInPanel = (pane) => latest.current(pane);
		return () => {
			visiblePanes = [];
		};
	}, [canvas, tasks]);
}

/** Also checks the DOM, because a host may keep the panel mounted and hide it. */
export const isPaneVisible = (pane: Pane): boolean =>
	document.visibilityState === "visible" &&
	visiblePanes.includes(pane) &&
	document.querySelector(".hfis")?.checkVisibility() === true;
export const showPane = (pane: Pane): void => showInPanel(pane);

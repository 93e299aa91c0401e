// The arrangement of the panel: which of canvas and tasks are visible, and how wide the tasks are. Reports the visible
// panes to the rest of the studio and shows one on request.
import { type RefObject, useCallback, useState } from "react";
import { usePanelVisibility } from "../navigation/panelVisibility";
import { goTo, useIsGallery, usePlace } from "../navigation/route";
import { type Layout, useLayout } from "../settings/layout";
import { usePanelShape } from "./usePanelEnvironment";

export interface PanelLayout {
	readonly layout: Layout;
	readonly setLayout: (change: Partial<Layout>) => void;
	/** The panel has room for either the canvas or the tasks only. */
	readonly isNarrow: boolean;
	/** The prompt bar is one line. */
	readonly isLow: boolean;
	/** There is room for text beside the icons of the top bar. */
	readonly isWide: boolean;
	readonly isGallery: boolean;
	readonly isTasksOpen: boolean;
	readonly isCanvasVisible: boolean;
	toggleTasks(): void;
	/** Closes the tasks if they cover the canvas. */
	readonly uncoverCanvas: () => void;
}

export function usePanelLayout(root: RefObject<HTMLElement | null>): PanelLayout {
	const shape = usePanelShape(root);
	const isNarrow = shape.includes("narrow");
	const [layout, setLayout] = useLayout();
	/** In a narrow panel the tasks cover the canvas. This is not persisted. */
	const [areTasksOver, setTasksOver] = useState(false);
	const isGallery = useIsGallery();
	const place = usePlace();
	const isTasksOpen = isNarrow ? areTasksOver : layout.areTasksOpen;
	const isCanvasVisible = !isGallery && !(isNarrow && isTasksOpen);
	const uncoverCanvas = useCallback(() => setTasksOver(false), []);
	usePanelVisibility(isCanvasVisible && place.kind === "canvas", isTasksOpen || isGallery, (pane) => {
		goTo({ kind: "canvas" });
		if (pane === "canvas") uncoverCanvas();
		else if (isNarrow) setTasksOver(true);
		else setLayout({ areTasksOpen: true });
	});
	return {
		layout,
		setLayout,
		isNarrow,
		isLow: shape.includes("low"),
		isWide: shape === "wide",
		isGallery,
		isTasksOpen,
		isCanvasVisible,
		toggleTasks: () => (isNarrow ? setTasksOver(!isTasksOpen) : setLayout({ areTasksOpen: !isTasksOpen })),
		uncoverCanvas,
	};
}

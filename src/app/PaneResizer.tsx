// The splitter between canvas and tasks, moved by pointer or arrow keys. A double click restores the default width.
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslate } from "../i18n/locale";

interface PaneResizerProps {
	/** The width that the user chose; null: the stylesheet's. */
	readonly width: number | null;
	readonly onWidth: (width: number | null) => void;
}

/** In CSS pixels. */
const STEP = 24;
const MIN_WIDTH = 304;
/** The tasks' share of the workspace, and the width that the canvas keeps. The stylesheet has the same limits. */
const MAX_SHARE = 0.72;
const MIN_CANVAS_WIDTH = 420;

export function PaneResizer({ width, onWidth }: PaneResizerProps) {
	const t = useTranslate();

	const setWidth = (edge: HTMLElement, width: number): void => {
		const workspace = edge.parentElement?.clientWidth ?? 0;
		const max = Math.max(MIN_WIDTH, Math.min(workspace * MAX_SHARE, workspace - MIN_CANVAS_WIDTH));
		onWidth(Math.round(Math.min(Math.max(MIN_WIDTH, width), max)));
	};
	const currentWidth = (edge: HTMLElement): number => edge.nextElementSibling?.clientWidth ?? MIN_WIDTH;

	const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
		const edge = event.currentTarget;
		if (!edge.hasPointerCapture(event.pointerId)) return;
		const right = edge.parentElement?.getBoundingClientRect().right ?? 0;
		setWidth(edge, right - event.clientX);
	};
	const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
		const edge = event.currentTarget;
		// The tasks are to the right of the splitter: moving it left makes them wider.
		if (event.key === "ArrowLeft") setWidth(edge, currentWidth(edge) + STEP);
		else if (event.key === "ArrowRight") setWidth(edge, currentWidth(edge) - STEP);
		else if (event.key === "Home") setWidth(edge, 0);
		else if (event.key === "End") setWidth(edge, Number.POSITIVE_INFINITY);
		else if (event.key === "Enter") onWidth(null);
		else return;
		event.preventDefault();
	};

	return (
		// biome-ignore lint/a11y/useSemanticElements: an hr element cannot be dragged.
		<div
			className="hfis-shell-pane-edge"
			role="separator"
			aria-orientation="vertical"
			aria-label={t("app.taskPanelWidth")}
			aria-valuenow={width ?? MIN_WIDTH}
			aria-valuemin={MIN_WIDTH}
			aria-valuemax={Math.round(innerWidth * MAX_SHARE)}
			tabIndex={0}
			onPointerDown={(event) => {
				if (event.button !== 0) return;
				event.preventDefault();
				event.currentTarget.setPointerCapture(event.pointerId);
			}}
			onPointerMove={onPointerMove}
			onDoubleClick={() => onWidth(null)}
			onKeyDown={onKeyDown}
		/>
	);
}

// The edge between canvas and tasks, dragged or moved by arrow keys; a double click puts it where it was at first.
import type { KeyboardEvent, PointerEvent } from "react";
import { useTranslate } from "../i18n/locale";

interface PaneResizerProps {
	/** As somebody set it; null: as the stylesheet has it. */
	readonly width: number | null;
	readonly onWidth: (width: number | null) => void;
}

/** In CSS pixels. */
const STEP = 24;
const MIN_WIDTH = 304;
/** Of what canvas and tasks have together, and what the canvas keeps; as the stylesheet has it. */
const MAX_SHARE = 0.72;
const MIN_CANVAS_WIDTH = 420;

export function PaneResizer({ width, onWidth }: PaneResizerProps) {
	const t = useTranslate();

	const set = (edge: HTMLElement, wished: number): void => {
		const whole = edge.parentElement?.clientWidth ?? 0;
		const most = Math.max(MIN_WIDTH, Math.min(whole * MAX_SHARE, whole - MIN_CANVAS_WIDTH));
		onWidth(Math.round(Math.min(Math.max(MIN_WIDTH, wished), most)));
	};
	const widthNow = (edge: HTMLElement): number => edge.nextElementSibling?.clientWidth ?? MIN_WIDTH;

	const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
		const edge = event.currentTarget;
		if (!edge.hasPointerCapture(event.pointerId)) return;
		const right = edge.parentElement?.getBoundingClientRect().right ?? 0;
		set(edge, right - event.clientX);
	};
	const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
		const edge = event.currentTarget;
		// The tasks are at its right: to the left is wider.
		if (event.key === "ArrowLeft") set(edge, widthNow(edge) + STEP);
		else if (event.key === "ArrowRight") set(edge, widthNow(edge) - STEP);
		else if (event.key === "Home") set(edge, 0);
		else if (event.key === "End") set(edge, Number.POSITIVE_INFINITY);
		else if (event.key === "Enter") onWidth(null);
		else return;
		event.preventDefault();
	};

	return (
		// biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged.
		<div
			className="hfis-pane-edge"
			role="separator"
			aria-orientation="vertical"
			aria-label={t("app.tasksWidth")}
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

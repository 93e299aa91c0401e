// The markers of guides on a ruler, by which guides are moved and removed: with mouse, pen, finger, or the arrow keys.
import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { Guide } from "../../document";
import { rulerScale } from "../../state/rulerTicks";
import { fill, STRINGS } from "../../strings";
import { areGuidesLocked, areGuidesShown } from "../../tools";
import type { PanelProps } from "../panelProps";
import { followRedraws } from "./followRedraws";
import { dragGuide } from "./guideDrag";
import { RULER_SIZE, type RulerSide } from "./rulerSvg";

interface GuideMarkersProps extends PanelProps {
	readonly side: RulerSide;
}

export function GuideMarkers({ side, ...panelProps }: GuideMarkersProps) {
	const { session, snapshot } = panelProps;
	const axis = rulerScale(session.camera, side)?.axis;
	if (!areGuidesShown(snapshot) || axis === undefined) return null;
	const guides = snapshot.document?.guides.filter((guide) => guide.axis === axis) ?? [];
	return guides.map((guide) => <GuideMarker key={guide.id} {...panelProps} side={side} guide={guide} />);
}

/** Picture pixels per key press, without and with Shift. */
const STEP = 1;
const LARGE_STEP = 10;

function GuideMarker({ session, snapshot, locale, side, guide }: GuideMarkersProps & { readonly guide: Guide }) {
	const marker = useRef<HTMLButtonElement>(null);
	const isLocked = areGuidesLocked(snapshot);
	const length = snapshot.document?.picture[guide.axis === "x" ? "width" : "height"] ?? 0;

	useLayoutEffect(() => {
		const place = () => {
			const scale = rulerScale(session.camera, side);
			if (marker.current === null || scale === null) return;
			const { draggedGuide } = session.viewState;
			const at = draggedGuide?.id === guide.id ? draggedGuide.at : guide.at;
			const [pane] = session.panes;
			const position = Math.round(scale.origin + scale.slope * at);
			const room = side === "top" ? pane.right : pane.bottom;
			marker.current.hidden = position < RULER_SIZE || position > room;
			marker.current.style.translate = side === "top" ? `${position}px 0` : `0 ${position}px`;
		};
		return followRedraws(session, ["camera", "cursor"], place);
	}, [session, side, guide]);

	const run = (command: { type: "guide.move"; at: number } | { type: "guide.remove" }, merge?: string) =>
		session.apply([
			{ type: "commands", commands: [{ ...command, guide: guide.id }], ...(merge === undefined ? {} : { merge }) },
		]);

	function onKeyDown(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const step = event.shiftKey ? LARGE_STEP : STEP;
		const direction = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
		if (direction !== undefined) {
			const sign = Math.sign(rulerScale(session.camera, side)?.slope ?? 1);
			if (!isLocked) run({ type: "guide.move", at: guide.at + direction * sign * step }, `${guide.id} keys`);
		} else if (event.key === "Delete" || event.key === "Backspace") {
			if (!isLocked) run({ type: "guide.remove" });
		} else if (event.key === "Enter") session.run("guides.edit");
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	const name = fill(guide.axis === "x" ? STRINGS.verticalGuideAt : STRINGS.horizontalGuideAt, locale, { at: guide.at });
	return (
		<button
			ref={marker}
			type="button"
			role="slider"
			className="hfis-view-aids-marker"
			aria-label={name}
			aria-orientation={side === "top" ? "horizontal" : "vertical"}
			aria-valuemin={Math.min(0, guide.at)}
			aria-valuemax={Math.max(length, guide.at)}
			aria-valuenow={guide.at}
			aria-valuetext={`${guide.at} px`}
			aria-disabled={isLocked}
			title={isLocked ? STRINGS.guidesLocked[locale] : name}
			onKeyDown={onKeyDown}
			onPointerDown={(event) => {
				event.stopPropagation();
				if (event.button !== 0 || isLocked) return;
				dragGuide({ session, element: event.currentTarget, pointerId: event.pointerId, guide });
			}}
		/>
	);
}

// Controls over the canvas while two versions are compared: divider, opacity slider, labels of the sides.
import { type KeyboardEvent, type PointerEvent, type RefObject, useLayoutEffect, useRef } from "react";
import type { EditorSession } from "../../session/editorSession";
import { dividerSpan } from "../../state/compare";
import { fill, STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";
import { sideNames } from "../results/candidateName";

export function CompareOverlay(panelProps: PanelProps) {
	const { snapshot, locale } = panelProps;
	const [before, after] = sideNames(snapshot, locale);
	switch (snapshot.compare) {
		case "slider":
			return <Divider {...panelProps} />;
		case "side":
			return (
				<div className="hfis-overlays-sides">
					<span className="hfis-overlays-side">{before}</span>
					<span className="hfis-overlays-side">{after}</span>
				</div>
			);
		case "onion":
			return <OpacitySlider {...panelProps} />;
		case "difference":
			return (
				<div className="hfis-overlays-sides">
					<span className="hfis-overlays-side">{STRINGS.differenceHint[locale]}</span>
				</div>
			);
		default:
			return null;
	}
}

function OpacitySlider({ session, snapshot, locale }: PanelProps) {
	const [before, after] = sideNames(snapshot, locale);
	const percent = Math.round(snapshot.position * 100);
	return (
		<label className="hfis-overlays-fade hfis-overlays-side hfis-ui-slider">
			{before}
			<input
				type="range"
				min={0}
				max={100}
				value={percent}
				aria-label={STRINGS.resultOpacity[locale]}
				aria-valuetext={`${percent} %`}
				style={{ "--hfis-fill": `${percent}%` } as React.CSSProperties}
				onChange={(event) => session.apply([{ type: "show", position: Number(event.currentTarget.value) / 100 }])}
			/>
			{after}
		</label>
	);
}

/** Percentage points by key. */
const STEPS: Readonly<Record<string, number>> = {
	ArrowLeft: -1,
	ArrowDown: -1,
	ArrowRight: 1,
	ArrowUp: 1,
	PageDown: -10,
	PageUp: 10,
	Home: -100,
	End: 100,
};

function Divider({ session, snapshot, locale }: PanelProps) {
	const { position } = snapshot;
	const [before, after] = sideNames(snapshot, locale);
	const line = useRef<HTMLDivElement>(null);
	useDividerPosition(line, session, position);
	const percent = Math.round(position * 100);
	const move = (to: number) => session.apply([{ type: "show", position: Math.min(1, Math.max(0, to)) }]);

	function drag({ currentTarget, pointerId, clientX }: PointerEvent): void {
		if (!currentTarget.hasPointerCapture(pointerId) || session.document === null) return;
		const view = currentTarget.closest(".hfis-editor-view")?.getBoundingClientRect();
		const { from, to } = dividerSpan(session.document, session.camera, session.viewSize);
		if (view !== undefined && to > from) move((clientX - view.left - from) / (to - from));
	}

	function onKeyDown(event: KeyboardEvent): void {
		const step = STEPS[event.key];
		if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
		event.preventDefault();
		event.stopPropagation();
		move((percent + step * (event.shiftKey ? 10 : 1)) / 100);
	}

	return (
		<div
			ref={line}
			className="hfis-overlays-divider"
			role="slider"
			tabIndex={0}
			aria-label={STRINGS.comparison[locale]}
			aria-valuemin={0}
			aria-valuemax={100}
			aria-valuenow={percent}
			aria-valuetext={fill(STRINGS.dividerAt, locale, { percent })}
			onKeyDown={onKeyDown}
			onPointerDown={(event) => {
				if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
			}}
			onPointerMove={drag}
		>
			<span className="hfis-overlays-side" aria-hidden="true">
				{before}
			</span>
			<span className="hfis-overlays-knob" aria-hidden="true" />
			<span className="hfis-overlays-side" aria-hidden="true">
				{after}
			</span>
		</div>
	);
}

/** Positions the divider outside React's rendering, because it follows the camera. */
function useDividerPosition(line: RefObject<HTMLDivElement | null>, session: EditorSession, position: number): void {
	useLayoutEffect(() => {
		const settle = () => {
			if (line.current === null || session.document === null) return;
			const { from, to } = dividerSpan(session.document, session.camera, session.viewSize);
			line.current.style.left = `${from + position * (to - from)}px`;
		};
		settle();
		return session.onRedraw((what) => what === "camera" && settle());
	}, [line, session, position]);
}

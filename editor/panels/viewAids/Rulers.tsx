// Rulers along the upper and the left edge of the canvas, in picture pixels. New guides are dragged from them. At an odd angle
// of the view no axis of the picture runs along them; they then say so instead.
import { useLayoutEffect, useRef } from "react";
import { nextGuideId } from "../../document";
import type { EditorSession } from "../../session/editorSession";
import { isAxisAligned } from "../../state/camera";
import { rulerScale } from "../../state/rulerTicks";
import { STRINGS } from "../../strings";
import { areGuidesShown, areRulersShown } from "../../tools";
import type { PanelProps } from "../panelProps";
import { followRedraws } from "./followRedraws";
import { GuideMarkers } from "./GuideMarkers";
import { dragGuide } from "./guideDrag";
import { drawRuler, type RulerSide } from "./rulerSvg";

export function Rulers(panelProps: PanelProps) {
	const { session, snapshot, locale } = panelProps;
	if (!areRulersShown(snapshot)) return null;
	if (!isAxisAligned(snapshot.orientation)) {
		return (
			<div className="hfis-view-aids-ruler hfis-view-aids-ruler-reason">
				{STRINGS.rulersRotated[locale]}
				<button type="button" className="hfis-ui-link" onClick={() => session.run("view.upright")}>
					{STRINGS.resetRotation[locale]}
				</button>
			</div>
		);
	}
	return (
		<>
			<Ruler {...panelProps} side="top" />
			<Ruler {...panelProps} side="left" />
			<div className="hfis-view-aids-ruler hfis-view-aids-ruler-corner" />
		</>
	);
}

function Ruler({ side, ...panelProps }: PanelProps & { readonly side: RulerSide }) {
	const { session, locale } = panelProps;
	const svg = useRef<SVGSVGElement>(null);
	const pointer = useRef<HTMLSpanElement>(null);
	useScale(svg, session, side);
	usePointerMark(pointer, session, side);

	/** A guide lies along the ruler that it comes from. */
	function onPointerDown({ button, currentTarget, pointerId }: React.PointerEvent<HTMLElement>): void {
		const axis = rulerScale(session.camera, side === "top" ? "left" : "top")?.axis;
		if (button !== 0 || axis === undefined || session.document === null) return;
		const id = nextGuideId(session.document.guides);
		if (!areGuidesShown(session.getSnapshot())) session.run("view.guides");
		dragGuide({ session, element: currentTarget, pointerId, guide: { id, axis } });
	}

	return (
		<div
			className={`hfis-view-aids-ruler hfis-view-aids-ruler-${side}`}
			title={STRINGS.rulerHint[locale]}
			onPointerDown={onPointerDown}
		>
			<svg ref={svg} aria-hidden="true" />
			<span ref={pointer} className="hfis-view-aids-ruler-pointer" />
			<GuideMarkers {...panelProps} side={side} />
		</div>
	);
}

function useScale(svg: React.RefObject<SVGSVGElement | null>, session: EditorSession, side: RulerSide): void {
	useLayoutEffect(() => {
		const draw = () => svg.current && drawRuler(svg.current, side, session.panes, session.camera);
		// The number of panes may have changed.
		const unsubscribe = session.subscribe(() => session.frames.schedule("draw", draw));
		const stop = followRedraws(session, ["camera"], draw);
		return () => {
			unsubscribe();
			stop();
		};
	}, [svg, session, side]);
}

/** Marks the pointer's position in the first pane, or that of the keyboard's pointer. */
function usePointerMark(mark: React.RefObject<HTMLSpanElement | null>, session: EditorSession, side: RulerSide): void {
	useLayoutEffect(() => {
		const place = () => {
			if (mark.current === null) return;
			const at = session.tools.keyboardPointer?.at ?? session.tools.cursorPoint;
			mark.current.hidden = at === null;
			if (at === null) return;
			mark.current.style.translate = side === "top" ? `${at.x}px 0` : `0 ${at.y}px`;
		};
		return followRedraws(session, ["cursor", "pointer"], place);
	}, [mark, session, side]);
}

// A tab at each area that the next edit sends, with its size. Dragging the tab turns the area into the edit frame.
import { Move } from "lucide-react";
import { type PointerEvent, useLayoutEffect, useRef } from "react";
import type { EditPlan } from "../../document";
import { moveRect, type Rect, type Size, sizeOf } from "../../raster";
import { cornerInView, toImage } from "../../state/camera";
import { fill, STRINGS } from "../../strings";
import type { PanelProps } from "../panelProps";
import { placeTab, rulerBreadth } from "./placeTab";

/** CSS pixels. */
const CLICK = 3;
const EDGE = 4;

export function SentAreaTabs(panelProps: PanelProps) {
	const { session, snapshot } = panelProps;
	if (!snapshot.isMaskShown || snapshot.isMaskOnly) return null;
	const plans = session.sentAreas;
	return plans.map((plan, index) => (
		<SentAreaTab key={`${index} of ${plans.length}`} {...panelProps} plan={plan} isOnly={plans.length === 1} />
	));
}

interface SentAreaTabProps extends PanelProps {
	readonly plan: EditPlan;
	/** Only a single area can become the frame. */
	readonly isOnly: boolean;
}

function SentAreaTab({ session, snapshot, locale, plan, isOnly }: SentAreaTabProps) {
	const tab = useRef<HTMLButtonElement>(null);
	const { source } = plan;
	const { left, top, right, bottom } = source;
	const rulers = rulerBreadth(snapshot);

	useLayoutEffect(() => {
		const place = () => {
			const element = tab.current;
			if (element === null) return;
			const { x, y } = cornerInView(session.camera, { left, top, right, bottom }, "left");
			const above = { x, y: y - element.offsetHeight - EDGE };
			placeTab(element, above, session.viewSize, { rulers, margin: EDGE });
		};
		place();
		return session.onRedraw((what) => {
			if (what === "camera") place();
		});
	}, [session, left, top, right, bottom, rulers]);

	const picture = snapshot.document?.picture;
	/** The canvas takes the focus, because it handles the frame's keys. */
	const take = (frame: Rect) => {
		tab.current
			?.closest(".hfis-editor-view")
			?.querySelector<HTMLElement>(".hfis-viewport")
			?.focus({ preventScroll: true });
		session.frameSentArea(frame);
	};
	const begin = ({ clientX, clientY, button, pointerId }: PointerEvent) => {
		if (button !== 0 || !isOnly || picture === undefined) return;
		const listening = new AbortController();
		const { signal } = listening;
		let isMoved = false;
		const move = (event: globalThis.PointerEvent) => {
			if (event.pointerId !== pointerId) return;
			const [x, y] = [event.clientX - clientX, event.clientY - clientY];
			if (!isMoved && Math.hypot(x, y) < CLICK) return;
			isMoved = true;
			const by = toImage({ ...session.camera, left: 0, top: 0 }, { x, y });
			take(within(source, by.x, by.y, picture));
		};
		// On the document, because the tab is removed as soon as there is a frame.
		document.addEventListener("pointermove", move, { signal });
		const end = (event: globalThis.PointerEvent) => {
			if (event.pointerId === pointerId) listening.abort();
		};
		document.addEventListener("pointerup", end, { signal });
		document.addEventListener("pointercancel", end, { signal });
	};

	const size = (of: Size) => `${of.width} × ${of.height}`;
	const [area, sent] = [size(sizeOf(source)), size(plan.sent)];
	const says = area === sent ? area : `${area} → ${sent}`;
	return (
		<button
			ref={tab}
			type="button"
			className="hfis-overlays-area"
			disabled={!isOnly}
			title={fill(isOnly ? STRINGS.sentAreaHint : STRINGS.separateRequestHint, locale, { area, sent })}
			onPointerDown={begin}
			onClick={() => take(source)}
		>
			{isOnly && <Move size={12} aria-hidden="true" />}
			{isOnly ? fill(STRINGS.sentArea, locale, { area: says }) : says}
		</button>
	);
}

/** The moved rectangle, clamped so that no more of it leaves the picture than before. */
function within(rect: Rect, x: number, y: number, { width, height }: Size): Rect {
	const limited = (by: number, from: number, to: number, length: number) =>
		Math.round(Math.min(Math.max(by, Math.min(0, -from)), Math.max(0, length - to)));
	return moveRect(rect, limited(x, rect.left, rect.right, width), limited(y, rect.top, rect.bottom, height));
}

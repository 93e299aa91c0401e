// Wheel and trackpad. Up and down zooms to the pointer, with Ctrl or without; sideways moves the view, and so does Shift.
// A trackpad's pinch comes as Ctrl and a wheel, in Safari as events of its own.

import type { EditorSession } from "../session/editorSession";
import { paneAt } from "../state/compare";
import type { ViewPoint, ViewRequest } from "../tools/index";

/** CSS pixels that a line, and a page, of wheel movement stand for. */
const LINE = 40;
const PAGE = 400;
/** No single event goes further. */
const MOST = 400;
/** How much of e a pixel of wheel movement zooms: a notch of 100 is a fifth. */
const WHEEL_ZOOM = 0.002;
/** Pinches come with small deltas. */
const PINCH_ZOOM = 0.01;
const PINCH_MOST = 50;
/** Milliseconds without an event after which the next movement is another. */
const PAUSE = 200;

/** Not in any standard. `scale` counts from the gesture's beginning. */
interface PinchEvent extends UIEvent {
	readonly scale: number;
	readonly clientX: number;
	readonly clientY: number;
}

interface WheelPort {
	/** Before the view moves: what was pointed at belongs to the view as it is. */
	before(): void;
	/** Fingers on the screen zoom already. */
	hasFingers(): boolean;
}

export function attachWheel(element: HTMLElement, session: EditorSession, port: WheelPort): () => void {
	let last = Number.NEGATIVE_INFINITY;
	/** A trackpad's movement is never quite straight: how it begins decides what all of it does. */
	let isSideways = false;
	let scale = 1;

	function view(request: ViewRequest): void {
		port.before();
		session.apply([{ type: "view", request }]);
	}

	function at(event: PinchEvent | WheelEvent): ViewPoint {
		const { left, top } = element.getBoundingClientRect();
		const point = { x: event.clientX - left, y: event.clientY - top };
		const pane = paneAt(session.panes, point);
		return { x: point.x - pane.left, y: point.y - pane.top };
	}

	function onWheel(event: WheelEvent): void {
		if (session.document === null) return;
		event.preventDefault();
		const [dx, dy] = pixelsOf(event);
		if (dx === 0 && dy === 0) return;
		if (event.timeStamp - last > PAUSE) isSideways = Math.abs(dx) > Math.abs(dy);
		last = event.timeStamp;
		if (event.ctrlKey || event.metaKey) {
			const isPinch = Math.abs(dy) < PINCH_MOST;
			zoom(Math.exp(-dy * (isPinch ? PINCH_ZOOM : WHEEL_ZOOM)), event);
		} else if (event.shiftKey) view({ type: "panBy", dx: -(dx || dy), dy: 0 });
		else if (isSideways) view({ type: "panBy", dx: -dx, dy: -dy });
		else zoom(Math.exp(-dy * WHEEL_ZOOM), event);
	}

	function zoom(factor: number, event: PinchEvent | WheelEvent): void {
		if (factor !== 1) view({ type: "zoomBy", factor, at: at(event) });
	}

	function onPinchStart(event: Event): void {
		event.preventDefault();
		scale = 1;
	}

	function onPinch(event: Event): void {
		event.preventDefault();
		const pinch = event as PinchEvent;
		if (session.document === null || port.hasFingers() || !(pinch.scale > 0)) return;
		zoom(pinch.scale / scale, pinch);
		scale = pinch.scale;
	}

	const listening = new AbortController();
	const options = { signal: listening.signal, passive: false };
	element.addEventListener("wheel", onWheel, options);
	element.addEventListener("gesturestart", onPinchStart, options);
	element.addEventListener("gesturechange", onPinch, options);
	element.addEventListener("gestureend", (event) => event.preventDefault(), options);
	return () => listening.abort();
}

function pixelsOf({ deltaX, deltaY, deltaMode }: WheelEvent): [dx: number, dy: number] {
	const unit = deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : deltaMode === WheelEvent.DOM_DELTA_PAGE ? PAGE : 1;
	const limited = (delta: number) => Math.min(MOST, Math.max(-MOST, delta * unit));
	return [limited(deltaX), limited(deltaY)];
}

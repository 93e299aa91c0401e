// Wheel and trackpad input. Vertical movement zooms to the pointer, with or without Ctrl; horizontal movement and Shift move
// the view; with R held it rotates. A trackpad's pinch arrives as a wheel event with Ctrl, and in Safari as gesture events.

import type { EditorSession } from "../session/editorSession";
import { paneAt } from "../state/compare";
import { ROTATING_TOOL, type ViewPoint, type ViewRequest } from "../tools";

/** CSS pixels of a line and of a page of wheel movement. */
const LINE = 40;
const PAGE = 400;
/** The largest movement of one event, in CSS pixels. */
const MAX_DELTA = 400;
/** Exponent of the zoom factor per CSS pixel: a notch of 100 pixels zooms by a fifth. */
const WHEEL_ZOOM = 0.002;
/** The same for a pinch, which has small deltas. */
const PINCH_ZOOM = 0.01;
const MAX_PINCH_DELTA = 50;
/** Degrees per CSS pixel while R is held, and those of a notch. */
const WHEEL_ROTATION = 0.15;
const NOTCH_ROTATION = 15;
/** Smaller deltas are a trackpad's. */
const MIN_NOTCH_DELTA = 50;
/** Milliseconds without an event that end a trackpad movement. */
const PAUSE_MS = 200;

/** Safari's non-standard GestureEvent. `scale` is relative to the start of the gesture. */
interface SafariGestureEvent extends UIEvent {
	readonly scale: number;
	readonly clientX: number;
	readonly clientY: number;
}

interface WheelPort {
	/** Hands on collected pointer moves, whose points belong to the view before it moves. */
	flushPointer(): void;
	/** Fingers on the screen zoom by themselves. */
	areFingersDown(): boolean;
}

export function attachWheel(element: HTMLElement, session: EditorSession, port: WheelPort): () => void {
	let last = Number.NEGATIVE_INFINITY;
	/** A trackpad movement is never quite straight, so its first event decides its direction. */
	let isHorizontal = false;
	let scale = 1;

	function moveView(request: ViewRequest): void {
		port.flushPointer();
		session.apply([{ type: "view", request }]);
	}

	function pointAt(event: SafariGestureEvent | WheelEvent): ViewPoint {
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
		if (event.timeStamp - last > PAUSE_MS) isHorizontal = Math.abs(dx) > Math.abs(dy);
		last = event.timeStamp;
		if (session.tools.heldTool === ROTATING_TOOL) {
			const delta = dy || dx;
			const isNotch = Math.abs(delta) >= MIN_NOTCH_DELTA;
			const degrees = isNotch ? Math.sign(delta) * NOTCH_ROTATION : delta * WHEEL_ROTATION;
			moveView({ type: "rotateBy", degrees, at: pointAt(event) });
		} else if (event.ctrlKey || event.metaKey) {
			const isPinch = Math.abs(dy) < MAX_PINCH_DELTA;
			zoom(Math.exp(-dy * (isPinch ? PINCH_ZOOM : WHEEL_ZOOM)), event);
		} else if (event.shiftKey) moveView({ type: "panBy", dx: -(dx || dy), dy: 0 });
		else if (isHorizontal) moveView({ type: "panBy", dx: -dx, dy: -dy });
		else zoom(Math.exp(-dy * WHEEL_ZOOM), event);
	}

	function zoom(factor: number, event: SafariGestureEvent | WheelEvent): void {
		if (factor !== 1) moveView({ type: "zoomBy", factor, at: pointAt(event) });
	}

	function onPinchStart(event: Event): void {
		event.preventDefault();
		scale = 1;
	}

	function onPinch(event: Event): void {
		event.preventDefault();
		const pinch = event as SafariGestureEvent;
		if (session.document === null || port.areFingersDown() || !(pinch.scale > 0)) return;
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
	const limited = (delta: number) => Math.min(MAX_DELTA, Math.max(-MAX_DELTA, delta * unit));
	return [limited(deltaX), limited(deltaY)];
}

// Turns pointer events into tool events. Moves are collected with all their coalesced samples and handed on once a frame;
// a press and a release at once, after every move before them. One pointer draws at a time: a second finger moves the view,
// and after a pen was seen fingers only move the view.
import type { EditorSession } from "../session/editorSession";
import { toSample } from "../state/camera";
import { paneAt } from "../state/compare";
import type { Modifiers, ToolSample, ViewPoint } from "../tools";
import { ClickCounter } from "./clickCounter";
import { Fingers } from "./touchGestures";
import { attachWheel } from "./wheel";

const MIDDLE = 1;
const RIGHT = 2;
const PEN_ERASER = 5;
/** PointerEvent.buttons bit by PointerEvent.button. */
const BUTTON_BITS: Readonly<Record<number, number>> = { 0: 1, [MIDDLE]: 4, [RIGHT]: 2, [PEN_ERASER]: 32 };
/** Milliseconds after the last pen event in which a tap is ignored: it may be the hand that holds the pen. */
const PALM_REJECTION_MS = 1000;

const IS_MAC = typeof navigator !== "undefined" && /Mac/.test(navigator.platform);

/** The pointer that draws. */
interface DrawingPointer {
	readonly id: number;
	readonly type: string;
	readonly button: number;
	/** The gesture moves the view, whichever key is held later. */
	readonly isPanning: boolean;
	/** Position and pressure of the last sample that was handed on. */
	readonly at: ViewPoint;
	readonly pressure: number;
}

export function attachPointer(element: HTMLElement, session: EditorSession): () => void {
	const { tools, frames } = session;
	let drawing: DrawingPointer | null = null;
	const fingers = new Fingers(() => session.camera, true);
	const clicks = new ClickCounter();
	let pendingMoves: PointerEvent[] = [];
	/** Measured once per gesture. */
	let elementRect = element.getBoundingClientRect();
	let isPenSeen = false;
	let lastPenTime = Number.NEGATIVE_INFINITY;
	/** The pane in which the gesture began. */
	let pane: { readonly left: number; readonly top: number } = { left: 0, top: 0 };

	const viewPoint = (event: MouseEvent): ViewPoint => {
		const at = { x: event.clientX - elementRect.left, y: event.clientY - elementRect.top };
		if (drawing === null) pane = paneAt(session.panes, at);
		return { x: at.x - pane.left, y: at.y - pane.top };
	};

	function sample(event: PointerEvent, pressure = event.pressure): ToolSample {
		const view = viewPoint(event);
		return { view, image: toSample(session.camera, view), pressure };
	}

	function hover(event: PointerEvent): void {
		tools.setHover({ view: viewPoint(event), modifiers: modifiersOf(event), pointer: event.pointerType });
	}

	function scheduleFlush(): void {
		frames.schedule("input", flush);
	}

	/** Hands on the collected moves. */
	function flush(): void {
		frames.cancel("input", flush);
		const moves = pendingMoves;
		pendingMoves = [];
		const last = moves.at(-1);
		if (drawing === null) {
			const request = fingers.request();
			if (request !== null) session.apply([{ type: "view", request }]);
		} else if (last !== undefined) {
			const at = viewPoint(last);
			if (tools.isPanningHeld && !drawing.isPanning) {
				// Space during a stroke moves the picture with the pointer, so that the stroke stays at its place.
				const request = { type: "panBy", dx: at.x - drawing.at.x, dy: at.y - drawing.at.y } as const;
				session.apply([{ type: "view", request }]);
			} else {
				const samples = moves.map((move) => sample(move));
				tools.handleEvent({ type: "move", samples, modifiers: modifiersOf(last) });
			}
			drawing = { ...drawing, at, pressure: last.pressure };
		}
	}

	// The drawing pointer

	function begin(event: PointerEvent): void {
		const { button, pointerType, pointerId } = event;
		const isMiddle = button === MIDDLE;
		// A pen's barrel button may be pressed before the pen touches. A Mac with one button sends Ctrl for the right button.
		const isBarrelHeld = pointerType === "pen" && (event.buttons & (BUTTON_BITS[RIGHT] ?? 0)) !== 0;
		const isMacRight = IS_MAC && button === 0 && event.ctrlKey && pointerType === "mouse";
		const isSecondary = button === RIGHT || button === PEN_ERASER || isBarrelHeld || isMacRight;
		const isPanning = isMiddle || tools.isPanningHeld;
		const first = sample(event);
		drawing = { id: pointerId, type: pointerType, button, isPanning, at: first.view, pressure: first.pressure };
		const modifiers = modifiersOf(event);
		const count = clicks.press(first.view, event.timeStamp);
		const pressed = { samples: [first], modifiers, isSecondary, pointer: pointerType, clicks: count };
		tools.handleEvent({ type: "down", ...pressed }, isMiddle);
	}

	function finish(event: PointerEvent): void {
		if (drawing === null) return;
		flush();
		const { id, pressure, type } = drawing;
		drawing = null;
		// A lifted pen reports no pressure; the stroke ends with the pressure of its last sample.
		const last = sample(event, type === "pen" ? pressure : event.pressure);
		clicks.release(last.view);
		tools.handleEvent({ type: "up", samples: [last], modifiers: modifiersOf(event) });
		releaseCapture(id);
	}

	function cancel(): void {
		if (drawing === null) return;
		const { id, type } = drawing;
		drawing = null;
		clicks.release(null);
		pendingMoves = [];
		frames.cancel("input", flush);
		tools.cancelPress();
		// A finger that no longer draws still moves the view.
		if (type !== "touch") releaseCapture(id);
	}

	function releaseCapture(id: number): void {
		if (element.hasPointerCapture(id)) element.releasePointerCapture(id);
	}

	/** Ends everything that pressed pointers do. */
	function cancelAll(): void {
		fingers.clear();
		cancel();
	}

	// Fingers

	function onTouchDown(event: PointerEvent): void {
		// The palm beside a pen that draws.
		if (drawing !== null && drawing.type !== "touch") return;
		// A second finger turns drawing into moving the view.
		if (drawing === null) flush();
		else cancel();
		fingers.press(event.pointerId, viewPoint(event), event.timeStamp);
		tools.setHover(null);
		if (fingers.count === 1 && isDrawnWithFinger()) begin(event);
	}

	/** A finger that is set to pan still uses tools that do not paint. */
	function isDrawnWithFinger(): boolean {
		const { finger, pointerTool } = session.getSnapshot();
		const isPainting = pointerTool.isMasking === true && pointerTool.isTransformingMask !== true;
		return !isPenSeen && (finger === "draw" || !isPainting);
	}

	function onTouchMove(event: PointerEvent): void {
		if (!fingers.has(event.pointerId)) return;
		fingers.move(event.pointerId, viewPoint(event));
		if (drawing?.id === event.pointerId) collect(event);
		else if (drawing === null) scheduleFlush();
	}

	function onTouchUp(event: PointerEvent): void {
		if (drawing?.id === event.pointerId) finish(event);
		else if (drawing === null) flush();
		const tap = fingers.release(event.pointerId, event.timeStamp);
		if (tap !== null && event.timeStamp - lastPenTime > PALM_REJECTION_MS) session.run(`edit.${tap}`);
	}

	function collect(event: PointerEvent): void {
		const samples = event.getCoalescedEvents?.() ?? [];
		pendingMoves.push(...(samples.length > 0 ? samples : [event]));
		scheduleFlush();
	}

	function notePen(event: PointerEvent): void {
		isPenSeen = true;
		lastPenTime = event.timeStamp;
	}

	// DOM events

	function onDown(event: PointerEvent): void {
		if (session.document === null || BUTTON_BITS[event.button] === undefined) return;
		event.preventDefault();
		element.dataset.pointed = "";
		element.focus({ preventScroll: true });
		if (drawing === null && fingers.count === 0) elementRect = element.getBoundingClientRect();
		element.setPointerCapture(event.pointerId);
		if (event.pointerType === "touch") {
			onTouchDown(event);
			return;
		}
		if (event.pointerType === "pen") notePen(event);
		// While a mouse or a pen draws, another press is ignored; a finger gives way to it.
		if (drawing !== null && drawing.type !== "touch") return;
		cancelAll();
		hover(event);
		begin(event);
	}

	function onMove(event: PointerEvent): void {
		if (event.pointerType === "touch") {
			onTouchMove(event);
			return;
		}
		if (event.pointerType === "pen") notePen(event);
		if (drawing === null && fingers.count === 0) elementRect = element.getBoundingClientRect();
		if (drawing === null) hover(event);
		if (event.pointerId !== drawing?.id) return;
		hover(event);
		// With several buttons held, the button that began the gesture ends it.
		if (drawing.type === "mouse" && (event.buttons & (BUTTON_BITS[drawing.button] ?? 0)) === 0) finish(event);
		else collect(event);
	}

	function onUp(event: PointerEvent): void {
		if (event.pointerType === "touch") onTouchUp(event);
		else if (event.pointerId === drawing?.id) finish(event);
	}

	function onCancel(event: PointerEvent): void {
		if (event.pointerId === drawing?.id) cancel();
		// An infinite time, because a cancelled finger is no tap.
		fingers.release(event.pointerId, Number.POSITIVE_INFINITY);
	}

	function onLeave(event: PointerEvent): void {
		if (drawing === null && event.pointerType !== "touch") tools.setHover(null);
	}

	/** Applies Shift and Alt when they are pressed, without waiting for the next move. */
	function onModifier(event: KeyboardEvent): void {
		if (!["Shift", "Alt", "Control", "Meta"].includes(event.key)) return;
		const modifiers = modifiersOf(event);
		tools.setModifiers(modifiers);
		if (drawing === null) return;
		flush();
		tools.handleEvent({ type: "move", samples: [], modifiers });
	}

	const prevent = (event: Event) => event.preventDefault();
	const listening = new AbortController();
	const { signal } = listening;
	element.addEventListener("pointerdown", onDown, { signal });
	element.addEventListener("pointermove", onMove, { signal });
	element.addEventListener("pointerup", onUp, { signal });
	element.addEventListener("pointercancel", onCancel, { signal });
	element.addEventListener("lostpointercapture", onCancel, { signal });
	element.addEventListener("pointerleave", onLeave, { signal });
	element.addEventListener("blur", () => delete element.dataset.pointed, { signal });
	element.addEventListener("contextmenu", prevent, { signal });
	// Otherwise long presses select and magnify, and a double tap zooms the page.
	element.addEventListener("touchstart", prevent, { signal, passive: false });
	document.addEventListener("keydown", onModifier, { signal });
	document.addEventListener("keyup", onModifier, { signal });
	window.addEventListener("blur", cancelAll, { signal });
	const detachWheel = attachWheel(element, session, {
		flushPointer: flush,
		areFingersDown: () => fingers.count > 0,
	});
	return () => {
		listening.abort();
		detachWheel();
		cancelAll();
		frames.cancel("input", flush);
	};
}

function modifiersOf({ shiftKey, altKey, ctrlKey, metaKey }: MouseEvent | KeyboardEvent): Modifiers {
	return { shift: shiftKey, alt: altKey, mod: ctrlKey || metaKey };
}

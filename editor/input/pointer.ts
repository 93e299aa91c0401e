// From the browser's pointer events to tool events. Moves are collected with all their coalesced samples and handed on
// once a frame; a press and a release at once, after everything that came before them. One pointer draws at a time:
// a second finger means the view, and once a pen was seen fingers mean nothing else.

import type { EditorSession } from "../session/editorSession";
import { toSample } from "../state/camera";
import { paneAt } from "../state/compare";
import type { Modifiers, ToolSample, ViewPoint } from "../tools/index";
import { Fingers } from "./touchGestures";
import { attachWheel } from "./wheel";

const MIDDLE = 1;
const RIGHT = 2;
const PEN_ERASER = 5;
/** By button, its bit among those that are held. */
const HELD: Readonly<Record<number, number>> = { 0: 1, [MIDDLE]: 4, [RIGHT]: 2, [PEN_ERASER]: 32 };
/** Milliseconds after a pen was last about in which a tap may be the hand that holds it. */
const PEN_HAND = 1000;

const IS_MAC = typeof navigator !== "undefined" && /Mac/.test(navigator.platform);

interface Drawing {
	readonly id: number;
	readonly type: string;
	readonly button: number;
	/** It moves the view, whatever is held meanwhile. */
	readonly isPanning: boolean;
	/** Where it is for all that was handed on. */
	readonly at: ViewPoint;
	readonly pressure: number;
}

export function attachPointer(element: HTMLElement, session: EditorSession): () => void {
	let drawing: Drawing | null = null;
	const fingers = new Fingers(() => session.camera);
	let waiting: PointerEvent[] = [];
	let frame = 0;
	let origin = element.getBoundingClientRect();
	let isPenSeen = false;
	let penTime = Number.NEGATIVE_INFINITY;

	/** Where the pane begins in which a gesture began. */
	let pane: { readonly left: number; readonly top: number } = { left: 0, top: 0 };

	const viewPoint = (event: MouseEvent): ViewPoint => {
		const at = { x: event.clientX - origin.left, y: event.clientY - origin.top };
		if (drawing === null) pane = paneAt(session.panes, at);
		return { x: at.x - pane.left, y: at.y - pane.top };
	};

	function sample(event: PointerEvent, pressure = event.pressure): ToolSample {
		const view = viewPoint(event);
		return { view, image: toSample(session.camera, view), pressure };
	}

	function hover(event: PointerEvent): void {
		session.setHover({ view: viewPoint(event), modifiers: modifiersOf(event), pointer: event.pointerType });
	}

	function schedule(): void {
		if (frame === 0) frame = requestAnimationFrame(flush);
	}

	function flush(): void {
		cancelAnimationFrame(frame);
		frame = 0;
		const moves = waiting;
		waiting = [];
		const last = moves.at(-1);
		if (drawing === null) {
			const request = fingers.request();
			if (request !== null) session.apply([{ type: "view", request }]);
		} else if (last !== undefined) {
			const at = viewPoint(last);
			if (session.isPanningHeld && !drawing.isPanning) {
				// Space in mid-stroke: the picture goes with the pointer, so that the stroke stays where it is.
				const request = { type: "panBy", dx: at.x - drawing.at.x, dy: at.y - drawing.at.y } as const;
				session.apply([{ type: "view", request }]);
			} else {
				session.handleToolEvent({
					type: "move",
					samples: moves.map((move) => sample(move)),
					modifiers: modifiersOf(last),
				});
			}
			drawing = { ...drawing, at, pressure: last.pressure };
		}
	}

	// One pointer draws

	function begin(event: PointerEvent): void {
		const { button, pointerType, pointerId } = event;
		const isMiddle = button === MIDDLE;
		// A pen's barrel may have been pressed before it touched. A Mac's only button is the right one with Ctrl.
		const hasBarrel = pointerType === "pen" && (event.buttons & (HELD[RIGHT] ?? 0)) !== 0;
		const isMacRight = IS_MAC && button === 0 && event.ctrlKey && pointerType === "mouse";
		const isSecondary = button === RIGHT || button === PEN_ERASER || hasBarrel || isMacRight;
		const isPanning = isMiddle || session.isPanningHeld;
		const first = sample(event);
		drawing = { id: pointerId, type: pointerType, button, isPanning, at: first.view, pressure: first.pressure };
		const modifiers = modifiersOf(event);
		session.handleToolEvent({ type: "down", samples: [first], modifiers, isSecondary, pointer: pointerType }, isMiddle);
	}

	function finish(event: PointerEvent): void {
		if (drawing === null) return;
		flush();
		const { id, pressure, type } = drawing;
		drawing = null;
		// A pen that has been lifted presses no more; the line ends as it was drawn.
		const last = sample(event, type === "pen" ? pressure : event.pressure);
		session.handleToolEvent({ type: "up", samples: [last], modifiers: modifiersOf(event) });
		letGo(id);
	}

	function cancel(): void {
		if (drawing === null) return;
		const { id, type } = drawing;
		drawing = null;
		waiting = [];
		cancelAnimationFrame(frame);
		frame = 0;
		session.cancelGesture();
		// A finger that no longer draws is still on the glass.
		if (type !== "touch") letGo(id);
	}

	function letGo(id: number): void {
		if (element.hasPointerCapture(id)) element.releasePointerCapture(id);
	}

	/** Nothing that is pressed now means anything any more. */
	function drop(): void {
		fingers.clear();
		cancel();
	}

	// Fingers

	function onTouchDown(event: PointerEvent): void {
		// The hand beside a pen that draws.
		if (drawing !== null && drawing.type !== "touch") return;
		// A second finger means something else than drawing.
		if (drawing === null) flush();
		else cancel();
		fingers.press(event.pointerId, viewPoint(event), event.timeStamp);
		session.setHover(null);
		if (fingers.count === 1 && isDrawnWithFinger()) begin(event);
	}

	/** A finger that pans instead of drawing still does whatever else a tool does. */
	function isDrawnWithFinger(): boolean {
		const { finger, pointerTool } = session.getSnapshot();
		return !isPenSeen && (finger === "draw" || pointerTool.isMasking !== true);
	}

	function onTouchMove(event: PointerEvent): void {
		if (!fingers.has(event.pointerId)) return;
		fingers.move(event.pointerId, viewPoint(event));
		if (drawing?.id === event.pointerId) collect(event);
		else if (drawing === null) schedule();
	}

	function onTouchUp(event: PointerEvent): void {
		if (drawing?.id === event.pointerId) finish(event);
		else if (drawing === null) flush();
		const tap = fingers.release(event.pointerId, event.timeStamp);
		if (tap !== null && event.timeStamp - penTime > PEN_HAND) session.run(`edit.${tap}`);
	}

	function collect(event: PointerEvent): void {
		const samples = event.getCoalescedEvents?.() ?? [];
		waiting.push(...(samples.length > 0 ? samples : [event]));
		schedule();
	}

	function seePen(event: PointerEvent): void {
		isPenSeen = true;
		penTime = event.timeStamp;
	}

	// What the browser says

	function onDown(event: PointerEvent): void {
		if (session.document === null || HELD[event.button] === undefined) return;
		event.preventDefault();
		element.dataset.pointed = "";
		element.focus({ preventScroll: true });
		if (drawing === null && fingers.count === 0) origin = element.getBoundingClientRect();
		element.setPointerCapture(event.pointerId);
		if (event.pointerType === "touch") {
			onTouchDown(event);
			return;
		}
		if (event.pointerType === "pen") seePen(event);
		// Another one, while a mouse or a pen is at it, changes nothing; a finger gives way.
		if (drawing !== null && drawing.type !== "touch") return;
		drop();
		hover(event);
		begin(event);
	}

	function onMove(event: PointerEvent): void {
		if (event.pointerType === "touch") {
			onTouchMove(event);
			return;
		}
		if (event.pointerType === "pen") seePen(event);
		if (drawing === null && fingers.count === 0) origin = element.getBoundingClientRect();
		if (drawing === null) hover(event);
		if (event.pointerId !== drawing?.id) return;
		hover(event);
		// Of several buttons the one that began it ends it.
		if (drawing.type === "mouse" && (event.buttons & (HELD[drawing.button] ?? 0)) === 0) finish(event);
		else collect(event);
	}

	function onUp(event: PointerEvent): void {
		if (event.pointerType === "touch") onTouchUp(event);
		else if (event.pointerId === drawing?.id) finish(event);
	}

	function onCancel(event: PointerEvent): void {
		if (event.pointerId === drawing?.id) cancel();
		// Going this way is no tap.
		fingers.release(event.pointerId, Number.POSITIVE_INFINITY);
	}

	function onLeave(event: PointerEvent): void {
		if (drawing === null && event.pointerType !== "touch") session.setHover(null);
	}

	/** What Shift and Alt do is seen when they are pressed, not when the pointer moves next. */
	function onModifier(event: KeyboardEvent): void {
		if (!["Shift", "Alt", "Control", "Meta"].includes(event.key)) return;
		const modifiers = modifiersOf(event);
		session.setModifiers(modifiers);
		if (drawing === null) return;
		flush();
		session.handleToolEvent({ type: "move", samples: [], modifiers });
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
	// Long presses select and magnify otherwise, and two taps zoom the page.
	element.addEventListener("touchstart", prevent, { signal, passive: false });
	document.addEventListener("keydown", onModifier, { signal });
	document.addEventListener("keyup", onModifier, { signal });
	window.addEventListener("blur", drop, { signal });
	const detachWheel = attachWheel(element, session, { before: flush, hasFingers: () => fingers.count > 0 });
	return () => {
		listening.abort();
		detachWheel();
		drop();
		cancelAnimationFrame(frame);
	};
}

function modifiersOf({ shiftKey, altKey, ctrlKey, metaKey }: MouseEvent | KeyboardEvent): Modifiers {
	return { shift: shiftKey, alt: altKey, mod: ctrlKey || metaKey };
}

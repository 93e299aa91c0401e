// From the browser's pointer events to tool events. Moves are collected with all their coalesced samples and handed on
// once a frame; a press and a release at once, after everything that came before them.
import type { Modifiers, ToolSample, ViewPoint } from "../tools";
import { toImage } from "./camera";
import type { Session } from "./session";

const MIDDLE = 1;
const RIGHT = 2;
const PEN_ERASER = 5;
/** CSS pixels that a line of wheel movement stands for. */
const WHEEL_LINE = 16;
/** How much of e a pixel of wheel movement zooms: a notch of 100 is a fifth. */
const WHEEL_ZOOM = 0.002;
/** Pinches come as Ctrl+wheel with small deltas. */
const PINCH_ZOOM = 0.01;

export function attachPointer(element: HTMLElement, session: Session): () => void {
	let pointer: number | null = null;
	let waiting: PointerEvent[] = [];
	let frame = 0;
	let origin = element.getBoundingClientRect();

	const viewPoint = (event: MouseEvent): ViewPoint => ({
		x: event.clientX - origin.left,
		y: event.clientY - origin.top,
	});

	const sample = (event: PointerEvent): ToolSample => {
		const view = viewPoint(event);
		return { view, image: toImage(session.camera, view), pressure: event.pressure };
	};

	function flush(): void {
		cancelAnimationFrame(frame);
		frame = 0;
		const moves = waiting;
		waiting = [];
		const last = moves.at(-1);
		if (last === undefined) return;
		session.handleTool({ type: "move", samples: moves.map(sample), modifiers: modifiersOf(last) });
	}

	function onDown(event: PointerEvent): void {
		if (pointer !== null) {
			// A second finger means something else than drawing.
			if (event.pointerId !== pointer) finish("cancel", event);
			return;
		}
		if (session.document === null || ![0, MIDDLE, RIGHT, PEN_ERASER].includes(event.button)) return;
		event.preventDefault();
		element.dataset.pointed = "";
		element.focus({ preventScroll: true });
		origin = element.getBoundingClientRect();
		pointer = event.pointerId;
		element.setPointerCapture(pointer);
		session.setHover(viewPoint(event));
		const isSecondary = event.button === RIGHT || event.button === PEN_ERASER;
		const down = { type: "down", samples: [sample(event)], modifiers: modifiersOf(event), isSecondary } as const;
		session.handleTool({ ...down, pointer: event.pointerType }, event.button === MIDDLE);
	}

	function onMove(event: PointerEvent): void {
		if (pointer === null) origin = element.getBoundingClientRect();
		else if (event.pointerId !== pointer) return;
		session.setHover(viewPoint(event));
		if (pointer === null) return;
		const samples = event.getCoalescedEvents?.() ?? [];
		waiting.push(...(samples.length > 0 ? samples : [event]));
		if (frame === 0) frame = requestAnimationFrame(flush);
	}

	function finish(type: "up" | "cancel", event: PointerEvent): void {
		if (pointer === null) return;
		const finished = pointer;
		pointer = null;
		if (type === "up") {
			flush();
			session.handleTool({ type, samples: [sample(event)], modifiers: modifiersOf(event) });
		} else {
			waiting = [];
			flush();
			session.cancelGesture();
		}
		if (element.hasPointerCapture(finished)) element.releasePointerCapture(finished);
	}

	function onUp(event: PointerEvent): void {
		if (event.pointerId === pointer) finish("up", event);
	}

	function onCancel(event: PointerEvent): void {
		if (event.pointerId === pointer) finish("cancel", event);
	}

	function onLeave(): void {
		if (pointer === null) session.setHover(null);
	}

	function onWheel(event: WheelEvent): void {
		if (session.document === null) return;
		event.preventDefault();
		origin = element.getBoundingClientRect();
		const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * WHEEL_LINE;
		if (pixels === 0) return;
		const isPinch = event.ctrlKey && Math.abs(pixels) < 50;
		const factor = Math.exp(-pixels * (isPinch ? PINCH_ZOOM : WHEEL_ZOOM));
		session.apply([{ type: "view", request: { type: "zoomBy", factor, at: viewPoint(event) } }]);
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
	element.addEventListener("wheel", onWheel, { signal, passive: false });
	element.addEventListener("blur", () => delete element.dataset.pointed, { signal });
	element.addEventListener("contextmenu", prevent, { signal });
	return () => {
		listening.abort();
		cancelAnimationFrame(frame);
		if (pointer !== null) session.cancelGesture();
	};
}

function modifiersOf({ shiftKey, altKey, ctrlKey, metaKey }: MouseEvent): Modifiers {
	return { shift: shiftKey, alt: altKey, mod: ctrlKey || metaKey };
}

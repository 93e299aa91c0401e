// A rubber band drawn with the mouse from the grid's background. Its coordinates are the grid's own, so that scrolling
// during the drag extends it.
import { type RefObject, useEffect, useState } from "react";

export interface Band {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** In CSS pixels: a shorter drag is a click. */
const THRESHOLD = 6;
const INTERACTIVE = "button, a, input, textarea, [role=menu]";
/** Autoscroll begins so many CSS pixels from an edge, and scrolls this share of the distance beyond it in a frame. */
const AUTOSCROLL_EDGE = 24;
const AUTOSCROLL_SHARE = 0.25;

/** `onBand` gets the band and whether it adds to the selection; null after a click on the background. */
export function useRubberBand(
	/** The element that a band may begin in. */
	area: RefObject<HTMLElement | null>,
	/** The element whose coordinates the band uses. */
	grid: RefObject<HTMLElement | null>,
	onBand: (band: Band | null, isAdding: boolean, isFirst: boolean) => void,
): Band | null {
	const [band, setBand] = useState<Band | null>(null);
	useEffect(() => {
		const scrollArea = area.current;
		const element = grid.current;
		if (scrollArea === null || element === null) return undefined;
		let stop = (): void => {};
		const onDown = (down: PointerEvent): void => {
			if (down.button !== 0 || down.pointerType !== "mouse" || (down.target as Element).closest(INTERACTIVE)) return;
			const { left, top, bottom } = scrollArea.getBoundingClientRect();
			// A press on the scroll bar.
			if (down.clientX > left + scrollArea.clientWidth) return;
			stop();
			const isAdding = down.ctrlKey || down.metaKey || down.shiftKey;
			const from = pointIn(element, down);
			let hasStarted = false;
			let last = down;
			let frame = 0;
			const draw = (): void => {
				const now = bandBetween(from, pointIn(element, last));
				setBand(now);
				onBand(now, isAdding, !hasStarted);
				hasStarted = true;
			};
			const scroll = (): void => {
				const beyond =
					Math.min(0, last.clientY - top - AUTOSCROLL_EDGE) || Math.max(0, last.clientY - bottom + AUTOSCROLL_EDGE);
				scrollArea.scrollTop += beyond * AUTOSCROLL_SHARE;
				if (beyond !== 0) draw();
				frame = requestAnimationFrame(scroll);
			};
			const onMove = (move: PointerEvent): void => {
				// Released outside the window.
				if (move.buttons === 0) stop();
				const to = pointIn(element, move);
				last = move;
				if (move.buttons === 0 || (!hasStarted && Math.hypot(to.x - from.x, to.y - from.y) < THRESHOLD)) return;
				draw();
				if (frame === 0) scroll();
			};
			const onUp = (): void => {
				if (!hasStarted && !isAdding) onBand(null, false, true);
				stop();
			};
			const ending = new AbortController();
			stop = () => {
				ending.abort();
				cancelAnimationFrame(frame);
				setBand(null);
			};
			const { signal } = ending;
			addEventListener("pointermove", onMove, { signal });
			addEventListener("pointerup", onUp, { signal });
			addEventListener("pointercancel", () => stop(), { signal });
			// The browser would select text on the way, and take the next press for a drag of that text.
			for (const type of ["selectstart", "dragstart"]) {
				addEventListener(type, (event) => event.preventDefault(), { signal });
			}
		};
		scrollArea.addEventListener("pointerdown", onDown);
		return () => {
			scrollArea.removeEventListener("pointerdown", onDown);
			stop();
		};
	}, [area, grid, onBand]);
	return band;
}

function pointIn(element: HTMLElement, { clientX, clientY }: PointerEvent): { x: number; y: number } {
	const { left, top } = element.getBoundingClientRect();
	return { x: clientX - left, y: clientY - top };
}

function bandBetween(a: { x: number; y: number }, b: { x: number; y: number }): Band {
	return {
		left: Math.min(a.x, b.x),
		top: Math.min(a.y, b.y),
		right: Math.max(a.x, b.x),
		bottom: Math.max(a.y, b.y),
	};
}

// A band drawn with the mouse over a grid, from where there is nothing to press. Coordinates are the grid's own, so that it
// may be scrolled meanwhile.
import { type RefObject, useEffect, useState } from "react";

export interface Band {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** In CSS pixels; below it a press is a click. */
const THRESHOLD = 6;
const PRESSED = "button, a, input, textarea, [role=menu]";
/** From an edge of what is seen, and how much of what lies beyond is scrolled a frame. */
const EDGE = 24;
const SCROLLED = 0.25;

/** `onBand`: what is under it now, and whether it adds to what was there when it began; null, false: blank was clicked. */
export function useRubberBand(
	/** Where it may begin. */
	area: RefObject<HTMLElement | null>,
	/** Whose coordinates it has. */
	grid: RefObject<HTMLElement | null>,
	onBand: (band: Band | null, isAdding: boolean, isFirst: boolean) => void,
): Band | null {
	const [band, setBand] = useState<Band | null>(null);
	useEffect(() => {
		const begins = area.current;
		const element = grid.current;
		if (begins === null || element === null) return undefined;
		let stop = (): void => {};
		const onDown = (down: PointerEvent): void => {
			if (down.button !== 0 || down.pointerType !== "mouse" || (down.target as Element).closest(PRESSED)) return;
			const { left, top, bottom } = begins.getBoundingClientRect();
			// The scroll bar is no place to begin.
			if (down.clientX > left + begins.clientWidth) return;
			stop();
			const isAdding = down.ctrlKey || down.metaKey || down.shiftKey;
			const from = pointIn(element, down);
			let hasBegun = false;
			let last = down;
			let frame = 0;
			const draw = (): void => {
				const now = around(from, pointIn(element, last));
				setBand(now);
				onBand(now, isAdding, !hasBegun);
				hasBegun = true;
			};
			const scroll = (): void => {
				const beyond = Math.min(0, last.clientY - top - EDGE) || Math.max(0, last.clientY - bottom + EDGE);
				begins.scrollTop += beyond * SCROLLED;
				if (beyond !== 0) draw();
				frame = requestAnimationFrame(scroll);
			};
			const onMove = (move: PointerEvent): void => {
				// It was let go where nobody heard of it.
				if (move.buttons === 0) stop();
				const to = pointIn(element, move);
				last = move;
				if (move.buttons === 0 || (!hasBegun && Math.hypot(to.x - from.x, to.y - from.y) < THRESHOLD)) return;
				draw();
				if (frame === 0) scroll();
			};
			const onUp = (): void => {
				if (!hasBegun && !isAdding) onBand(null, false, true);
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
			// Words on the way are not meant: the browser would mark them, and take the next band for their being dragged.
			for (const type of ["selectstart", "dragstart"]) {
				addEventListener(type, (event) => event.preventDefault(), { signal });
			}
		};
		begins.addEventListener("pointerdown", onDown);
		return () => {
			begins.removeEventListener("pointerdown", onDown);
			stop();
		};
	}, [area, grid, onBand]);
	return band;
}

function pointIn(element: HTMLElement, { clientX, clientY }: PointerEvent): { x: number; y: number } {
	const { left, top } = element.getBoundingClientRect();
	return { x: clientX - left, y: clientY - top };
}

function around(a: { x: number; y: number }, b: { x: number; y: number }): Band {
	return {
		left: Math.min(a.x, b.x),
		top: Math.min(a.y, b.y),
		right: Math.max(a.x, b.x),
		bottom: Math.max(a.y, b.y),
	};
}

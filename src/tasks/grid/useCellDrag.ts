// Dragging grid cells with the mouse to a target in the panel. It uses pointer events, because a web view whose window
// accepts dropped files has no HTML drag and drop. A finger scrolls instead; the cell's menu has the same actions.
import { type RefObject, useEffect, useRef, useState } from "react";

/** In CSS pixels: a shorter drag is a click. */
const THRESHOLD = 6;
/** Distance of the drag image from the pointer in CSS pixels, so that it covers no target. */
const GHOST_OFFSET = 14;

export interface Dragging<Target extends string> {
	readonly id: string;
	/** The target under the pointer. */
	readonly over: Target | null;
	/** The first position of the drag image, as a CSS transform. */
	readonly initialTransform: string;
}

interface CellDrag<Target extends string> {
	/** Selector of the part of a cell that starts a drag. */
	readonly handle: string;
	readonly canDrag: (id: string) => boolean;
	/** Selectors of the drop targets, the innermost first. */
	readonly targets: Readonly<Record<Target, string>>;
	readonly onDrop: (id: string, target: Target) => void;
}

/** `ghost` is the drag image that follows the pointer. */
export function useCellDrag<Target extends string>(
	area: RefObject<HTMLElement | null>,
	ghost: RefObject<HTMLElement | null>,
	drag: CellDrag<Target>,
): Dragging<Target> | null {
	const [dragging, setDragging] = useState<Dragging<Target> | null>(null);
	const latest = useRef(drag);
	latest.current = drag;

	useEffect(() => {
		const element = area.current;
		if (element === null) return undefined;
		let stop = (): void => {};
		const onDown = (down: PointerEvent): void => {
			const { handle, canDrag, targets, onDrop } = latest.current;
			const pressed = down.target instanceof Element ? down.target.closest(handle) : null;
			const id = pressed?.closest<HTMLElement>("[data-hfis-cell]")?.dataset.hfisCell;
			if (down.button !== 0 || down.pointerType === "touch" || id === undefined || !canDrag(id)) return;
			if (down.ctrlKey || down.metaKey || down.shiftKey) return;
			stop();
			let hasBegun = false;
			let over: { readonly target: Target; readonly element: HTMLElement } | null = null;
			const mark = (next: typeof over): void => {
				if (next?.element !== over?.element) {
					over?.element.removeAttribute("data-hfis-drop");
					next?.element.setAttribute("data-hfis-drop", "here");
				}
				over = next;
			};
			const onMove = ({ clientX: x, clientY: y, buttons }: PointerEvent): void => {
				// Released outside the window.
				if (buttons === 0) stop();
				if (buttons === 0 || (!hasBegun && Math.hypot(x - down.clientX, y - down.clientY) < THRESHOLD)) return;
				hasBegun = true;
				mark(targetAt(x, y, targets));
				const transform = `translate(${x + GHOST_OFFSET}px, ${y + GHOST_OFFSET}px)`;
				if (ghost.current) ghost.current.style.transform = transform;
				const target = over?.target ?? null;
				setDragging((now) =>
					now === null
						? { id, over: target, initialTransform: transform }
						: now.over === target
							? now
							: { ...now, over: target },
				);
			};
			const onKey = (event: KeyboardEvent): void => {
				if (event.key !== "Escape" || !hasBegun) return;
				event.preventDefault();
				event.stopPropagation();
				stop();
			};
			const onUp = (): void => {
				const target = over?.target;
				stop();
				if (hasBegun) swallowClick();
				if (target) onDrop(id, target);
			};
			const listening = new AbortController();
			const { signal } = listening;
			stop = () => {
				listening.abort();
				mark(null);
				setDragging(null);
			};
			addEventListener("pointermove", onMove, { signal });
			addEventListener("pointerup", onUp, { signal });
			addEventListener("pointercancel", () => stop(), { signal });
			addEventListener("keydown", onKey, { capture: true, signal });
		};
		element.addEventListener("pointerdown", onDown);
		return () => {
			element.removeEventListener("pointerdown", onDown);
			stop();
		};
	}, [area, ghost]);
	return dragging;
}

function targetAt<Target extends string>(x: number, y: number, targets: Readonly<Record<Target, string>>) {
	const hit = document.elementFromPoint(x, y);
	for (const [target, selector] of Object.entries(targets) as [Target, string][]) {
		const element = hit?.closest<HTMLElement>(selector);
		if (element) return { target, element };
	}
	return null;
}

/** The click that follows a drag which ends on its own cell is not a press. */
function swallowClick(): void {
	const swallow = (event: Event): void => event.stopPropagation();
	addEventListener("click", swallow, { capture: true, once: true });
	setTimeout(() => removeEventListener("click", swallow, { capture: true }));
}

// Cells of a grid dragged by the mouse to somewhere else in the panel. By pointer events: a web view whose window takes
// dropped files has no drag and drop of its own. A finger scrolls; what it would drag for is in the menu.
import { type RefObject, useEffect, useRef, useState } from "react";

/** In CSS pixels; below it a press is a click. */
const THRESHOLD = 6;
/** Of the pointer, so that it hides nothing. */
const ASIDE = 14;

export interface Dragging<Target extends string> {
	readonly id: string;
	/** What lies under the pointer. */
	readonly over: Target | null;
	/** Where what follows the pointer lies at first, as a transform. */
	readonly from: string;
}

interface CellDrag<Target extends string> {
	/** What in a cell it is dragged by. */
	readonly handle: string;
	readonly canDrag: (id: string) => boolean;
	/** Where it may be let go, the innermost first; by selectors from the panel's root. */
	readonly targets: Readonly<Record<Target, string>>;
	readonly onDrop: (id: string, target: Target) => void;
}

/** `follower`: goes with the pointer while it is dragged. */
export function useCellDrag<Target extends string>(
	area: RefObject<HTMLElement | null>,
	follower: RefObject<HTMLElement | null>,
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
				// It was let go outside the window.
				if (buttons === 0) stop();
				if (buttons === 0 || (!hasBegun && Math.hypot(x - down.clientX, y - down.clientY) < THRESHOLD)) return;
				hasBegun = true;
				mark(targetAt(x, y, targets));
				const from = `translate(${x + ASIDE}px, ${y + ASIDE}px)`;
				if (follower.current) follower.current.style.transform = from;
				const target = over?.target ?? null;
				setDragging((now) =>
					now === null ? { id, over: target, from } : now.over === target ? now : { ...now, over: target },
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
	}, [area, follower]);
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

/** What a drag ends with is no press, should it end where it began. */
function swallowClick(): void {
	const swallow = (event: Event): void => event.stopPropagation();
	addEventListener("click", swallow, { capture: true, once: true });
	setTimeout(() => removeEventListener("click", swallow, { capture: true }));
}

// Opens the menu of a grid cell: right button, Menu key or Shift+F10. A long press is reported on its own. It knows cells
// by id only.
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";

const LONG_PRESS_MS = 500;
/** CSS pixels that a finger may move during a long press. */
const MAX_MOVEMENT = 10;

/** `onLongPress`: a finger was held on the cell. Returns the key handler, which says whether it opened the menu. */
export function useCellMenu(
	area: RefObject<HTMLElement | null>,
	onMenu: (id: string, at: DOMRect) => void,
	onLongPress: (id: string, at: DOMRect) => void,
): (event: KeyboardEvent) => boolean {
	const latest = useRef({ onMenu, onLongPress });
	latest.current = { onMenu, onLongPress };
	useEffect(() => {
		const element = area.current;
		if (element === null) return undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let from = { x: 0, y: 0 };
		let isHeld = false;
		let isTouch = false;
		const end = (): void => clearTimeout(timer);
		const onDown = ({ pointerType, isPrimary, clientX: x, clientY: y, target }: PointerEvent): void => {
			end();
			isTouch = pointerType === "touch";
			const id = cellOf(target);
			if (!isTouch || !isPrimary || id === undefined) return;
			from = { x, y };
			timer = setTimeout(() => {
				isHeld = true;
				latest.current.onLongPress(id, new DOMRect(x, y));
			}, LONG_PRESS_MS);
		};
		const onMove = ({ clientX, clientY }: PointerEvent): void => {
			if (Math.hypot(clientX - from.x, clientY - from.y) > MAX_MOVEMENT) end();
		};
		// The click that ends a long press is not a press.
		const onClick = (event: MouseEvent): void => {
			// A click by keyboard has detail 0. On some systems no click follows a long press at all.
			if (!isHeld || event.detail === 0) return;
			isHeld = false;
			event.preventDefault();
			event.stopPropagation();
		};
		const onPress = (): void => {
			isHeld = false;
		};
		const onContextMenu = (event: MouseEvent): void => {
			const id = cellOf(event.target);
			if (id === undefined) return;
			event.preventDefault();
			if (!isTouch) latest.current.onMenu(id, new DOMRect(event.clientX, event.clientY));
		};
		const listening = new AbortController();
		const { signal } = listening;
		element.addEventListener("pointerdown", onDown, { signal });
		element.addEventListener("pointermove", onMove, { signal });
		for (const type of ["pointerup", "pointercancel"]) element.addEventListener(type, end, { signal });
		addEventListener("pointerdown", onPress, { capture: true, signal });
		// In the capture phase, before any handler of the cell.
		addEventListener("click", onClick, { capture: true, signal });
		element.addEventListener("contextmenu", onContextMenu, { signal });
		return () => {
			end();
			listening.abort();
		};
	}, [area]);

	return (event) => {
		if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) return false;
		const id = cellOf(event.target);
		if (id === undefined) return false;
		onMenu(id, (event.target as Element).getBoundingClientRect());
		return true;
	};
}

export function cellOf(target: EventTarget | null): string | undefined {
	return target instanceof Element ? target.closest<HTMLElement>("[data-hfis-cell]")?.dataset.hfisCell : undefined;
}

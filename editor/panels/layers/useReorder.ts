// Dragging a row of a list to another place. Places are counted as they are shown, from the top.
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";

const DRAG_STARTS = 4;

export interface Reorder {
	/** The row that is dragged, and before which row it would come; the number of rows: behind the last. */
	readonly drag: { readonly from: number; readonly before: number } | null;
	handlers(index: number): {
		onPointerDown(event: PointerEvent): void;
		onPointerMove(event: PointerEvent): void;
		onPointerUp(): void;
		onPointerCancel(): void;
	};
	/** Whether the press that is ending was a drag, and no click. */
	wasDrag(): boolean;
}

export function useReorder(list: RefObject<HTMLElement | null>, onMove: (from: number, to: number) => void): Reorder {
	const [drag, setDrag] = useState<Reorder["drag"]>(null);
	const pressed = useRef<{ index: number; y: number } | null>(null);
	const dragged = useRef(false);

	useEffect(() => {
		if (drag === null) return;
		const cancel = (event: KeyboardEvent) => {
			if (event.key !== "Escape") return;
			event.stopPropagation();
			pressed.current = null;
			setDrag(null);
		};
		document.addEventListener("keydown", cancel, true);
		return () => document.removeEventListener("keydown", cancel, true);
	}, [drag]);

	function placeAt(y: number): number {
		const rows = [...(list.current?.children ?? [])];
		const at = rows.findIndex((row) => {
			const { top, height } = row.getBoundingClientRect();
			return y < top + height / 2;
		});
		return at < 0 ? rows.length : at;
	}

	return {
		drag,
		wasDrag: () => dragged.current,
		handlers: (index) => ({
			onPointerDown(event) {
				dragged.current = false;
				// A finger on the list scrolls it.
				if (event.button === 0 && event.pointerType !== "touch") pressed.current = { index, y: event.clientY };
			},
			onPointerMove(event) {
				const start = pressed.current;
				if (start === null || (drag === null && Math.abs(event.clientY - start.y) < DRAG_STARTS)) return;
				if (drag === null) event.currentTarget.setPointerCapture(event.pointerId);
				dragged.current = true;
				setDrag({ from: start.index, before: placeAt(event.clientY) });
			},
			onPointerUp() {
				pressed.current = null;
				setDrag(null);
				if (drag === null) return;
				const to = drag.before > drag.from ? drag.before - 1 : drag.before;
				if (to !== drag.from) onMove(drag.from, to);
			},
			onPointerCancel() {
				pressed.current = null;
				setDrag(null);
			},
		}),
	};
}

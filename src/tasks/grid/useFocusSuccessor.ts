// When the focused cell is removed, the cell that takes its place receives the focus.
import { type RefObject, useLayoutEffect, useRef } from "react";

export function useFocusSuccessor(
	ids: readonly string[],
	activeId: string | null,
	grid: RefObject<HTMLElement | null>,
	onSuccessor: (id: string) => void,
): void {
	const previous = useRef(ids);
	// Read during render, while the removed cell is still mounted.
	const hasFocus = grid.current?.contains(document.activeElement) === true;
	useLayoutEffect(() => {
		const before = previous.current;
		previous.current = ids;
		if (activeId === null || before === ids || !hasFocus || ids.includes(activeId)) return;
		const id = ids[Math.min(before.indexOf(activeId), ids.length - 1)];
		if (id !== undefined) onSuccessor(id);
	});
}

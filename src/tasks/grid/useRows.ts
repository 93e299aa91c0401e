// Which rows of one height are drawn: those in view, followed as one scrolls, and the one that the keys are in.
import { type RefObject, useLayoutEffect, useMemo, useState } from "react";

/** Rows beyond the edges of what is seen. */
const OVERSCAN = 2;

/** `active`: always there, for it may have the focus, and Tab comes to it. In their order. */
export function useRows(
	scroller: RefObject<HTMLElement | null>,
	count: number,
	height: number,
	active: number,
): readonly number[] {
	/** From `first` on, up to but not `end`. */
	const [seen, setSeen] = useState({ first: 0, end: 0 });
	useLayoutEffect(() => {
		const element = scroller.current;
		if (element === null) return undefined;
		const look = (): void => {
			const { scrollTop, clientHeight } = element;
			const first = Math.max(0, Math.floor(scrollTop / height) - OVERSCAN);
			const end = Math.ceil((scrollTop + clientHeight) / height) + OVERSCAN;
			setSeen((before) => (before.first === first && before.end === end ? before : { first, end }));
		};
		look();
		const observer = new ResizeObserver(look);
		observer.observe(element);
		element.addEventListener("scroll", look, { passive: true });
		return () => {
			observer.disconnect();
			element.removeEventListener("scroll", look);
		};
	}, [scroller, height]);
	return useMemo(() => {
		const end = Math.min(seen.end, count);
		// A list that became shorter is not scrolled yet.
		const first = Math.min(seen.first, Math.max(0, end - 1));
		const rows = Array.from({ length: end - first }, (_, i) => first + i);
		if (active < first) return [active, ...rows];
		return active < end ? rows : [...rows, active];
	}, [seen, count, active]);
}

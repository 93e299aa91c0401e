// Which rows of one height are in view, followed as one scrolls.
import { type RefObject, useLayoutEffect, useState } from "react";

/** Rows beyond the edges of what is seen. */
const OVERSCAN = 2;

/** From `first` on, up to but not `end`. */
interface Rows {
	readonly first: number;
	readonly end: number;
}

export function useRows(scroller: RefObject<HTMLElement | null>, count: number, height: number): Rows {
	const [rows, setRows] = useState<Rows>({ first: 0, end: 0 });
	useLayoutEffect(() => {
		const element = scroller.current;
		if (element === null) return undefined;
		const look = (): void => {
			const { scrollTop, clientHeight } = element;
			const first = Math.max(0, Math.floor(scrollTop / height) - OVERSCAN);
			const end = Math.ceil((scrollTop + clientHeight) / height) + OVERSCAN;
			setRows((before) => (before.first === first && before.end === end ? before : { first, end }));
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
	const end = Math.min(rows.end, count);
	// A list that became shorter is not scrolled yet.
	return { first: Math.min(rows.first, Math.max(0, end - 1)), end };
}

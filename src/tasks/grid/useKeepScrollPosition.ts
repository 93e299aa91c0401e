// Keeps the row at the top in place when items are added before it, or when cells change size or number per row.
import { type RefObject, useLayoutEffect, useRef } from "react";
import { type GridLayout, rowAt } from "./gridLayout";

export function useKeepScrollPosition(
	ids: readonly string[],
	layout: GridLayout,
	query: unknown,
	scroller: RefObject<HTMLElement | null>,
): void {
	/** `top` follows every scroll, because a list that became shorter has already been scrolled when effects run. */
	const previous = useRef({ ids, layout, query, top: 0 });
	useLayoutEffect(() => {
		const element = scroller.current;
		const follow = (): void => {
			previous.current.top = element?.scrollTop ?? 0;
		};
		element?.addEventListener("scroll", follow, { passive: true });
		return () => element?.removeEventListener("scroll", follow);
	}, [scroller]);
	useLayoutEffect(() => {
		const last = previous.current;
		previous.current = { ids, layout, query, top: last.top };
		const element = scroller.current;
		const row = last.layout.row(rowAt(last.layout, last.top + last.layout.gap));
		// At the top the newest items come into view.
		if (element === null || row.first === 0) return;
		if (last.query !== query) {
			element.scrollTop = 0;
			return;
		}
		const index = ids.indexOf(last.ids[row.first] ?? "");
		if (index < 0) return;
		const now = layout.row(layout.rowOf(index));
		const scrolled = (last.top + last.layout.gap - row.top) / (row.height + last.layout.gap);
		element.scrollTop = now.top - layout.gap + scrolled * (now.height + layout.gap);
	}, [ids, layout, query, scroller]);
}

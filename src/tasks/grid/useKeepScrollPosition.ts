// Keeps the row at the top in place when items are added before it, or when cells change size or number per row.
import { type RefObject, useLayoutEffect, useRef } from "react";

interface GridLayout {
	readonly ids: readonly string[];
	readonly columns: number;
	readonly rowHeight: number;
}

export function useKeepScrollPosition(
	layout: GridLayout,
	query: unknown,
	scroller: RefObject<HTMLElement | null>,
): void {
	const { ids, columns, rowHeight } = layout;
	/** `top` follows every scroll, because a list that became shorter has already been scrolled when effects run. */
	const previous = useRef({ ...layout, query, top: 0 });
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
		previous.current = { ids, columns, rowHeight, query, top: last.top };
		const element = scroller.current;
		const rowsScrolled = last.top / last.rowHeight;
		if (element === null || rowsScrolled < 1) return;
		const index = ids.indexOf(last.ids[Math.floor(rowsScrolled) * last.columns] ?? "");
		if (last.query !== query) element.scrollTop = 0;
		else if (index >= 0) element.scrollTop = (Math.floor(index / columns) + (rowsScrolled % 1)) * rowHeight;
	}, [ids, columns, rowHeight, query, scroller]);
}

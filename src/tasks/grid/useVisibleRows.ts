// The rows to mount: those in view with some overscan, and the row with the keyboard's active cell.
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useCallback, useLayoutEffect, useMemo } from "react";
import type { GridLayout } from "./gridLayout";

const OVERSCAN_ROWS = 2;

interface VisibleRows {
	readonly rows: readonly number[];
	/** The list is moving, or was until a moment ago. */
	readonly isScrolling: boolean;
}

/** `activeRow` is always included, because its cell may have the focus and is the one in the Tab order. */
export function useVisibleRows(
	scroller: RefObject<HTMLElement | null>,
	layout: GridLayout,
	activeRow: number,
): VisibleRows {
	const rangeExtractor = useCallback(
		(range: Range) => {
			const rows = defaultRangeExtractor(range);
			if (activeRow >= range.count || rows.includes(activeRow)) return rows;
			return [...rows, activeRow].sort((a, b) => a - b);
		},
		[activeRow],
	);
	const virtualizer = useVirtualizer({
		count: layout.rowCount,
		getScrollElement: () => scroller.current,
		estimateSize: (at) => layout.row(at).height + layout.gap,
		overscan: OVERSCAN_ROWS,
		rangeExtractor,
		// A flush inside a scroll event would draw twice in one frame.
		useFlushSync: false,
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: the virtualizer keeps measured heights until it is told.
	useLayoutEffect(() => virtualizer.measure(), [virtualizer, layout]);
	const visible = virtualizer.getVirtualItems().map(({ index }) => index);
	const key = visible.join();
	// The same array as long as the rows are the same: effects depend on it.
	// biome-ignore lint/correctness/useExhaustiveDependencies: see above.
	const rows = useMemo(() => visible, [key]);
	return { rows, isScrolling: virtualizer.isScrolling };
}

// The selection in a list whose items may change at any time.
import { useCallback, useRef, useState } from "react";
import { type Click, dropHidden, EMPTY_SELECTION, select, selectAll, selectUnder } from "./selection";

const NONE: readonly string[] = [];

/** `ids`: in the order of the list; null until the list is loaded. */
export function useSelection(ids: readonly string[] | null) {
	const order = ids ?? NONE;
	const [stored, setSelection] = useState(EMPTY_SELECTION);
	// Adjusted during render, so that no frame shows a hidden item as selected.
	const selection = dropHidden(stored, order);
	if (selection !== stored) setSelection(selection);
	const latest = useRef(order);
	latest.current = order;
	const before = useRef(EMPTY_SELECTION);

	const onSelect = useCallback((id: string, click: Click) => {
		setSelection((now) => select(now, id, latest.current, click));
	}, []);
	/** Selects from the anchor to `to`; without an anchor, from `from`. */
	const onExtend = useCallback((from: string, to: string) => {
		setSelection((now) =>
			select(now.anchor === null ? { ...EMPTY_SELECTION, anchor: from } : now, to, latest.current, {
				isAdding: false,
				isRange: true,
			}),
		);
	}, []);
	const onRubberBand = useCallback((under: readonly string[], isAdding: boolean, isFirst: boolean) => {
		setSelection((now) => {
			if (isFirst) before.current = now;
			return selectUnder(before.current, under, isAdding);
		});
	}, []);
	return {
		selection,
		onSelect,
		onExtend,
		onRubberBand,
		selectAll: () => setSelection(selectAll(order)),
		clear: () => setSelection(EMPTY_SELECTION),
	};
}

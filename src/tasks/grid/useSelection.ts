// The selection in a list that changes under it.
import { useCallback, useRef, useState } from "react";
import { type Click, keepShown, NOTHING, select, selectAll, selectUnder } from "./selection";

const NONE: readonly string[] = [];

/** `ids`: as the list shows them; null while it is not read. */
export function useSelection(ids: readonly string[] | null) {
	const order = ids ?? NONE;
	const [chosen, setSelection] = useState(NOTHING);
	// Drawn is never what is not shown, not for a moment.
	const selection = keepShown(chosen, order);
	if (selection !== chosen) setSelection(selection);
	const latest = useRef(order);
	latest.current = order;
	const before = useRef(NOTHING);

	const onSelect = useCallback((id: string, click: Click) => {
		setSelection((now) => select(now, id, latest.current, click));
	}, []);
	/** All from where a range begins up to it; from `from` where none has begun. */
	const onReach = useCallback((from: string, to: string) => {
		setSelection((now) =>
			select(now.anchor === null ? { ...NOTHING, anchor: from } : now, to, latest.current, {
				isAdding: false,
				isRange: true,
			}),
		);
	}, []);
	const onBand = useCallback((under: readonly string[], isAdding: boolean, isFirst: boolean) => {
		setSelection((now) => {
			if (isFirst) before.current = now;
			return selectUnder(before.current, under, isAdding);
		});
	}, []);
	return {
		selection,
		onSelect,
		onReach,
		onBand,
		selectAll: () => setSelection(selectAll(order)),
		clear: () => setSelection(NOTHING),
	};
}

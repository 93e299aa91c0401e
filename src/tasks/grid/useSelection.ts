// The selection in a list that changes under it.
import { useCallback, useEffect, useRef, useState } from "react";
import { type Click, keepShown, NOTHING, select, selectAll, selectUnder } from "./selection";

const NONE: readonly string[] = [];

/** `ids`: as the list shows them; null while it is not read. */
export function useSelection(ids: readonly string[] | null) {
	const order = ids ?? NONE;
	const [selection, setSelection] = useState(NOTHING);
	const latest = useRef(order);
	latest.current = order;
	const before = useRef(NOTHING);
	useEffect(() => setSelection((now) => keepShown(now, order)), [order]);

	const onSelect = useCallback((id: string, click: Click) => {
		setSelection((now) => select(now, id, latest.current, click));
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
		onBand,
		selectAll: () => setSelection(selectAll(order)),
		clear: () => setSelection(NOTHING),
	};
}

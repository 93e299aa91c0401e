// The selection in a list of tasks. An item that the list does not show is never selected, so that nothing unseen can be
// deleted. Pure.

export interface Selection {
	readonly ids: ReadonlySet<string>;
	/** The item that a range begins at. */
	readonly anchor: string | null;
}

export const EMPTY_SELECTION: Selection = { ids: new Set(), anchor: null };

/** A click with Ctrl or Cmd toggles one item (isAdding), with Shift it selects from the anchor to the item (isRange). */
export interface Click {
	readonly isAdding: boolean;
	readonly isRange: boolean;
}

export function select(
	before: Selection,
	id: string,
	order: readonly string[],
	{ isAdding, isRange }: Click,
): Selection {
	if (isRange && before.anchor !== null) {
		const range = between(order, before.anchor, id);
		return { ids: new Set(isAdding ? [...before.ids, ...range] : range), anchor: before.anchor };
	}
	if (!isAdding) return { ids: new Set([id]), anchor: id };
	return { ids: toggled(before.ids, [id]), anchor: id };
}

export const selectAll = (order: readonly string[]): Selection => ({ ids: new Set(order), anchor: order[0] ?? null });

/** Selects the items under a rubber band, or toggles them in `before`, the selection when the band began. */
export function selectUnder(before: Selection, under: readonly string[], isAdding: boolean): Selection {
	return { ids: isAdding ? toggled(before.ids, under) : new Set(under), anchor: under[0] ?? before.anchor };
}

/** Drops items that the list no longer shows; returns the same object if there are none. */
export function dropHidden(before: Selection, order: readonly string[]): Selection {
	if (before.ids.size === 0 && before.anchor === null) return before;
	const shown = new Set(order);
	const ids = [...before.ids].filter((id) => shown.has(id));
	const anchor = before.anchor !== null && shown.has(before.anchor) ? before.anchor : null;
	return ids.length === before.ids.size && anchor === before.anchor ? before : { ids: new Set(ids), anchor };
}

function toggled(ids: ReadonlySet<string>, others: readonly string[]): ReadonlySet<string> {
	const result = new Set(ids);
	for (const id of others) if (!result.delete(id)) result.add(id);
	return result;
}

function between(order: readonly string[], from: string, to: string): readonly string[] {
	const [start, end] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b) as [number, number];
	return start < 0 ? [to] : order.slice(start, end + 1);
}

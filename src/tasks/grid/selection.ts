// Which tasks are selected, as a list shows them. Whatever the list does not show is not selected: nothing unseen is ever
// deleted. Pure.

export interface Selection {
	readonly ids: ReadonlySet<string>;
	/** Where a range begins. */
	readonly anchor: string | null;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null };

/** How a click is meant: with Ctrl or Cmd one more or one less, with Shift all from the anchor to it. */
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

/** A rubber band over some: they alone, or, added to what was there, turned over; always from how it was before. */
export function selectUnder(before: Selection, under: readonly string[], isAdding: boolean): Selection {
	return { ids: isAdding ? toggled(before.ids, under) : new Set(under), anchor: under[0] ?? before.anchor };
}

/** Of what was selected, what is still shown; the same where that is all of it. */
export function keepShown(before: Selection, order: readonly string[]): Selection {
	if (before.ids.size === 0 && before.anchor === null) return before;
	const shown = new Set(order);
	const ids = [...before.ids].filter((id) => shown.has(id));
	const anchor = before.anchor !== null && shown.has(before.anchor) ? before.anchor : null;
	return ids.length === before.ids.size && anchor === before.anchor ? before : { ids: new Set(ids), anchor };
}

function toggled(ids: ReadonlySet<string>, others: readonly string[]): ReadonlySet<string> {
	const turned = new Set(ids);
	for (const id of others) if (!turned.delete(id)) turned.add(id);
	return turned;
}

function between(order: readonly string[], from: string, to: string): readonly string[] {
	const [start, end] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b) as [number, number];
	return start < 0 ? [to] : order.slice(start, end + 1);
}

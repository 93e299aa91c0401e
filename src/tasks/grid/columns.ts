// How many cards stand beside each other. Pure; in CSS pixels.

export const MOST_COLUMNS = 8;
/** A card is never narrower where two fit. */
const NARROWEST = 120;

/** With `gap` around and between them; `most`: how many there is room for. */
export function columnsIn(
	width: number,
	gap: number,
	{ wanted, cardWidth }: { readonly wanted: number | null; readonly cardWidth: number },
): { readonly shown: number; readonly most: number } {
	const fitting = (card: number): number =>
		Math.min(MOST_COLUMNS, Math.max(1, Math.floor((width - gap) / (card + gap))));
	const most = fitting(NARROWEST);
	return { shown: wanted === null ? fitting(cardWidth) : Math.min(wanted, most), most };
}

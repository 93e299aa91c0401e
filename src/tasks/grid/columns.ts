// The number of card columns. Pure; in CSS pixels.

export const MAX_COLUMNS = 8;
/** Cards are at least this wide unless only one column fits. */
const MIN_CARD_WIDTH = 120;

/** `gap` lies around and between the cards. `wanted`: null chooses by `cardWidth`. `most`: the number that fits. */
export function columnsIn(
	width: number,
	gap: number,
	{ wanted, cardWidth }: { readonly wanted: number | null; readonly cardWidth: number },
): { readonly shown: number; readonly most: number } {
	const fitting = (card: number): number =>
		Math.min(MAX_COLUMNS, Math.max(1, Math.floor((width - gap) / (card + gap))));
	const most = fitting(MIN_CARD_WIDTH);
	return { shown: wanted === null ? fitting(cardWidth) : Math.min(wanted, most), most };
}

// Going through former prompts by Up and Down, as in a terminal: what was being written is there again below the
// newest. Pure but for what it remembers.

export interface History {
	/** At the text's edges Up and Down mean history; in between they move the caret. */
	readonly isAsked: (key: "ArrowUp" | "ArrowDown", field: Caret) => boolean;
	/** One of them is shown as it was. */
	readonly isWalking: (shown: string) => boolean;
	/** The text to show; undefined: there is no further. */
	up(shown: string, former: readonly string[]): string | undefined;
	down(shown: string): string | undefined;
}

interface Caret {
	readonly value: string;
	readonly selectionStart: number;
	readonly selectionEnd: number;
}

export function createHistory(): History {
	let entries: readonly string[] = [];
	/** Which entry is shown, 0 the newest; -1: none. */
	let at = -1;
	let own = "";
	const isWalking = (shown: string): boolean => at >= 0 && entries[at] === shown;
	return {
		isWalking,
		isAsked(key, { value, selectionStart, selectionEnd }) {
			if (selectionStart !== selectionEnd) return false;
			const isAtEdge = selectionStart === 0 || selectionStart === value.length;
			return isWalking(value) ? isAtEdge : key === "ArrowUp" && selectionStart === 0;
		},
		up(shown, former) {
			if (!isWalking(shown)) {
				entries = former.filter((prompt) => prompt !== shown);
				own = shown;
				at = -1;
			}
			if (at + 1 >= entries.length) return undefined;
			return entries[++at];
		},
		down(shown) {
			if (!isWalking(shown)) return undefined;
			at--;
			return at < 0 ? own : entries[at];
		},
	};
}

/** Each once, the newest first. */
export const distinct = (prompts: readonly string[]): string[] => [
	...new Set(prompts.filter((one) => one.trim() !== "")),
];

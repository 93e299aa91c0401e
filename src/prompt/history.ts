// Going through former prompts by Up and Down, as in a terminal: what was being written is there again below the newest,
// and what is changed on the way stays changed in its place. Pure but for what it remembers.
import type { Mentioning } from "./mentions";

export interface History {
	/** One of them is shown, as it was. */
	readonly isWalking: (shown: string) => boolean;
	/** What to show; undefined: there is no further. `sent` and what else gave way, the newest first. */
	up(shown: Mentioning, sent: readonly string[], aside: readonly string[]): Mentioning | undefined;
	down(shown: Mentioning): Mentioning | undefined;
	/** What was written and never sent, but for what is shown, the newest first. */
	unsent(shown: string, aside: readonly string[]): string[];
}

export function createHistory(): History {
	/** What was being written, then what was before, the newest first. */
	let entries: Mentioning[] = [];
	let at = 0;
	let known: readonly string[] = [];
	const go = (shown: Mentioning, by: 1 | -1): Mentioning | undefined => {
		const to = entries[at + by];
		if (to === undefined) return undefined;
		entries[at] = shown;
		at += by;
		return to;
	};
	return {
		isWalking: (shown) => at > 0 && entries[at]?.text === shown,
		up(shown, sent, aside) {
			// Once it was sent, what was found is what is being written.
			if (at === 0 || sent[0] !== known[0]) {
				const before = distinct([...aside, ...sent]).filter((text) => text !== shown.text);
				entries = [shown, ...before.map((text) => ({ text, bound: [] }))];
				at = 0;
				known = sent;
			}
			return go(shown, 1);
		},
		down: (shown) => go(shown, -1),
		unsent: (shown, aside) =>
			distinct([...entries.map(({ text }) => text), ...aside]).filter(
				(text) => text !== shown && !known.includes(text),
			),
	};
}

/** Each once, the newest first. */
export const distinct = (prompts: readonly string[]): string[] => [
	...new Set(prompts.filter((one) => one.trim() !== "")),
];

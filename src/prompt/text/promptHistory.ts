// Browses earlier prompts with the Up and Down keys, as a shell does. The unsent draft stays below the newest prompt, and
// an earlier prompt that is edited while browsing keeps its edit. Its only state is the list that is browsed.
import type { MentionText } from "./mentions";

export interface PromptHistory {
	/** The field shows an earlier prompt, unedited. */
	readonly isBrowsing: (shown: string) => boolean;
	/**
	 * The next older entry; undefined at the oldest. `sent`: the prompts that were sent; `drafts`: unsent drafts that were
	 * replaced. Both are newest first.
	 */
	older(shown: MentionText, sent: readonly string[], drafts: readonly string[]): MentionText | undefined;
	/** The next newer entry; undefined at the current draft. */
	newer(shown: MentionText): MentionText | undefined;
	/** All texts that were never sent, without the one in the field, newest first. */
	unsentDrafts(shown: string, drafts: readonly string[]): string[];
}

export function createPromptHistory(): PromptHistory {
	/** The current draft, then the earlier prompts, newest first. */
	let entries: MentionText[] = [];
	let position = 0;
	let knownSent: readonly string[] = [];
	const step = (shown: MentionText, by: 1 | -1): MentionText | undefined => {
		const entry = entries[position + by];
		if (entry === undefined) return undefined;
		entries[position] = shown;
		position += by;
		return entry;
	};
	return {
		isBrowsing: (shown) => position > 0 && entries[position]?.text === shown,
		older(shown, sent, drafts) {
			// After a prompt was sent, the text in the field is the new draft.
			if (position === 0 || sent[0] !== knownSent[0]) {
				const earlier = uniquePrompts([...drafts, ...sent]).filter((text) => text !== shown.text);
				entries = [shown, ...earlier.map((text) => ({ text, imageKeys: [] }))];
				position = 0;
				knownSent = sent;
			}
			return step(shown, 1);
		},
		newer: (shown) => step(shown, -1),
		unsentDrafts: (shown, drafts) =>
			uniquePrompts([...entries.map(({ text }) => text), ...drafts]).filter(
				(text) => text !== shown && !knownSent.includes(text),
			),
	};
}

/** Removes blank prompts and repetitions. The first occurrence is kept. */
export const uniquePrompts = (prompts: readonly string[]): string[] => [
	...new Set(prompts.filter((prompt) => prompt.trim() !== "")),
];

// The differences between a prompt and the provider's revised prompt, in words; in characters for scripts that are written
// without spaces. Pure.
import { diffArrays } from "diff";

export interface DiffRun {
	readonly kind: "kept" | "removed" | "added";
	readonly text: string;
}

/** A character of a script without spaces, a word, white space, or any other character. */
const TOKENS =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|\s+|./gsu;
export const WORD = /[\p{L}\p{N}]/u;

/** Texts with more changed tokens are not compared further: they have nothing in common that a reader would look for. */
const MAX_CHANGED_TOKENS = 1000;

/** In the order of the texts. In a change, the removed run precedes the added one. */
export function diffPrompts(before: string, after: string): DiffRun[] {
	const [a, b] = [before.match(TOKENS) ?? [], after.match(TOKENS) ?? []];
	const runs: DiffRun[] = [];
	const push = (kind: DiffRun["kind"], tokens: readonly string[]): void => {
		const text = tokens.join("");
		const last = runs.at(-1);
		if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
		else if (text) runs.push({ kind, text });
	};
	let removed: string[] = [];
	let added: string[] = [];
	const endChange = (): void => {
		push("removed", removed);
		push("added", added);
		[removed, added] = [[], []];
	};
	const changes = compareTokens(a, b);
	for (const [index, change] of changes.entries()) {
		if (change.kind === "removed") removed.push(...change.tokens);
		else if (change.kind === "added") added.push(...change.tokens);
		else if (index > 0 && index < changes.length - 1 && wordCount(change.tokens) < 2) {
			// A single word between two changes matches by chance, and is easier to read as part of one change.
			removed.push(...change.tokens);
			added.push(...change.tokens);
		} else {
			endChange();
			push("kept", change.tokens);
		}
	}
	endChange();
	return runs;
}

interface TokenChange {
	readonly kind: DiffRun["kind"];
	readonly tokens: readonly string[];
}

function compareTokens(a: readonly string[], b: readonly string[]): TokenChange[] {
	const changes = diffArrays([...a], [...b], { maxEditLength: MAX_CHANGED_TOKENS });
	if (changes) {
		return changes.map(({ added, removed, value }) => ({
			kind: added ? "added" : removed ? "removed" : "kept",
			tokens: value,
		}));
	}
	const shorter = Math.min(a.length, b.length);
	let start = 0;
	while (start < shorter && a[start] === b[start]) start++;
	let end = 0;
	while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	return [
		{ kind: "kept", tokens: a.slice(0, start) },
		{ kind: "removed", tokens: a.slice(start, a.length - end) },
		{ kind: "added", tokens: b.slice(start, b.length - end) },
		{ kind: "kept", tokens: a.slice(a.length - end) },
	];
}

const wordCount = (tokens: readonly string[]): number => tokens.filter((token) => WORD.test(token)).length;

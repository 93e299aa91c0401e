// What of a text was taken away, kept and added on the way to another: by words, and by characters where words are written
// without gaps. Pure.

export interface Run {
	readonly kind: "kept" | "removed" | "added";
	readonly text: string;
}

const TOKENS =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|\s+|./gsu;
export const WORD = /[\p{L}\p{N}]/u;

/** Beyond so many comparisons the texts have nothing in common that anybody would look for. */
const MOST = 4_000_000;

/** In order; of a change what was removed stands first. */
export function diffWords(before: string, after: string): Run[] {
	const [a, b] = [before.match(TOKENS) ?? [], after.match(TOKENS) ?? []];
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	let end = 0;
	while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
	const runs: Run[] = [];
	const removed: string[] = [];
	const added: string[] = [];
	let kept: string[] = [];
	const change = (): void => {
		push(runs, "removed", removed.splice(0));
		push(runs, "added", added.splice(0));
	};
	const keep = (): void => {
		// A single word between two changes is chance: it is easier to read as part of one change.
		const isChance = removed.length + added.length > 0 && kept.filter((word) => WORD.test(word)).length < 2;
		if (isChance) {
			removed.push(...kept);
			added.push(...kept);
		} else {
			change();
			push(runs, "kept", kept);
		}
		kept = [];
	};
	push(runs, "kept", a.slice(0, start));
	for (const { kind, word } of steps(a.slice(start, a.length - end), b.slice(start, b.length - end))) {
		if (kind === "kept") kept.push(word);
		else {
			if (kept.length > 0) keep();
			if (kind === "removed") removed.push(word);
			else added.push(word);
		}
	}
	change();
	push(runs, "kept", [...kept, ...a.slice(a.length - end)]);
	return runs;
}

/** By the longest common subsequence. */
function* steps(a: readonly string[], b: readonly string[]): Generator<{ kind: Run["kind"]; word: string }> {
	const width = b.length + 1;
	const isReckoned = a.length * b.length <= MOST;
	/** How much the rests from i and j on have in common. */
	const common = new Uint16Array(isReckoned ? (a.length + 1) * width : 0);
	for (let i = a.length - 1; isReckoned && i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			const at = i * width + j;
			common[at] =
				a[i] === b[j] ? 1 + (common[at + width + 1] ?? 0) : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
		}
	}
	let [i, j] = [0, 0];
	while (i < a.length || j < b.length) {
		const [was, is] = [a[i], b[j]];
		const at = i * width + j;
		if (isReckoned && was !== undefined && was === is) {
			yield { kind: "kept", word: was };
			i++;
			j++;
		} else if (was !== undefined && (is === undefined || (common[at + width] ?? 0) >= (common[at + 1] ?? 0))) {
			yield { kind: "removed", word: was };
			i++;
		} else {
			yield { kind: "added", word: is ?? "" };
			j++;
		}
	}
}

function push(runs: Run[], kind: Run["kind"], words: readonly string[]): void {
	const text = words.join("");
	const last = runs.at(-1);
	if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
	else if (text) runs.push({ kind, text });
}

// "@Image 2" in the text means a picture, not a place: each mention is bound to the picture's id, and its number follows
// when the order changes. Which picture it was is kept beside the text. Pure.

export interface Mentioning {
	readonly text: string;
	/** One id for each mention in the text, in its order; null: a number that no picture has. */
	readonly bound: readonly (string | null)[];
}

interface Mention {
	readonly start: number;
	readonly end: number;
	/** From 1; null: of a picture that is gone. */
	readonly number: number | null;
}

/** By hand it may be written otherwise than we write it. */
const MENTION = /@(?:image |图 ?)(\d+|\?)/gi;

export function findMentions(text: string): Mention[] {
	return [...text.matchAll(MENTION)].map((match) => ({
		start: match.index,
		end: match.index + match[0].length,
		number: match[1] === "?" ? null : Number(match[1]),
	}));
}

const idAt = (order: readonly string[], number: number | null): string | null =>
	number === null ? null : (order[number - 1] ?? null);

/** The text was typed in: mentions outside of what changed keep their picture, others mean what their number says. */
export function retype(before: Mentioning, text: string, order: readonly string[]): Mentioning {
	const old = findMentions(before.text);
	const most = Math.min(before.text.length, text.length);
	let head = 0;
	while (head < most && before.text[head] === text[head]) head++;
	let tail = 0;
	while (tail < most - head && before.text.at(-1 - tail) === text.at(-1 - tail)) tail++;
	const shift = before.text.length - text.length;
	const bound = findMentions(text).map(({ start, end, number }) => {
		const by = end <= head ? 0 : start >= text.length - tail ? shift : null;
		const same = by === null ? -1 : old.findIndex((one) => one.start === start + by && one.end === end + by);
		return same < 0 ? idAt(order, number) : (before.bound[same] ?? idAt(order, number));
	});
	return { text, bound };
}

/** The pictures stand in another order, or are others: the numbers follow. */
export function renumber(mentioning: Mentioning, order: readonly string[]): Mentioning {
	const bound: (string | null)[] = [];
	const text = replaceEach(mentioning, (id, number, face) => {
		const meant = id ?? idAt(order, number);
		bound.push(meant);
		if (meant === null) return face;
		const at = order.indexOf(meant);
		return face.replace(/(\d+|\?)$/, at < 0 ? "?" : String(at + 1));
	});
	return text === mentioning.text && bound.every((id, at) => id === mentioning.bound[at])
		? mentioning
		: { text, bound };
}

/**
 * As it is sent, numbered by the order in which the pictures go out; how many mentions mean none of them. `composed`:
 * those are drawn into the first one.
 */
export function spellOut(
	mentioning: Mentioning,
	sent: readonly string[],
	composed: readonly string[] = [],
): { readonly prompt: string; readonly missing: number } {
	let missing = 0;
	const prompt = replaceEach(mentioning, (id, _number, face) => {
		const at = id === null ? -1 : composed.includes(id) ? Math.max(0, sent.indexOf(id)) : sent.indexOf(id);
		if (at < 0) missing++;
		return at < 0 ? face : `image ${at + 1}`;
	});
	return { prompt, missing };
}

function replaceEach(
	{ text, bound }: Mentioning,
	write: (id: string | null, number: number | null, face: string) => string,
): string {
	let written = "";
	let from = 0;
	for (const [at, { start, end, number }] of findMentions(text).entries()) {
		written += text.slice(from, start) + write(bound[at] ?? null, number, text.slice(start, end));
		from = end;
	}
	return written + text.slice(from);
}

/** What is being typed after an "@" right before the caret; null: nothing of the kind. */
export function mentionBefore(text: string, caret: number): { readonly start: number; readonly typed: string } | null {
	const match = /@([^\s@]{0,20})$/.exec(text.slice(0, caret));
	return match ? { start: match.index, typed: (match[1] ?? "").toLowerCase() } : null;
}

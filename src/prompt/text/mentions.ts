// Mentions of images in the prompt, such as "@Image 2". Each mention is bound to an image's key, so that its number
// follows when the images are reordered. The keys are kept beside the text. Pure.

export interface MentionText {
	readonly text: string;
	/** The mentioned image's key, for each mention in the order of the text; null: no image has the mention's number. */
	readonly imageKeys: readonly (string | null)[];
}

interface Mention {
	readonly start: number;
	readonly end: number;
	/** Counted from 1; null ("@Image ?"): the image has been removed. */
	readonly number: number | null;
}

/**
 * Accepts the spellings of both languages, where typed text may lack the space after 图, and the number alone: "@3", but not
 * in an address or in "@3.5".
 */
const MENTION = /@(?:image |图 ?)(\d+|\?)|(?<![\p{L}\p{N}_.])@(\d+|\?)(?![\p{L}\p{N}_]|[.,]\d)/giu;

export function findMentions(text: string): Mention[] {
	return [...text.matchAll(MENTION)].map((match) => ({
		start: match.index,
		end: match.index + match[0].length,
		number: (match[1] ?? match[2]) === "?" ? null : Number(match[1] ?? match[2]),
	}));
}

const keyAt = (order: readonly string[], number: number | null): string | null =>
	number === null ? null : (order[number - 1] ?? null);

/** The keys of images in their order: an image that occurs again has the key "image#2", then "image#3". */
export function occurrenceKeys(images: readonly string[]): string[] {
	const counts = new Map<string, number>();
	return images.map((image) => {
		const count = (counts.get(image) ?? 0) + 1;
		counts.set(image, count);
		return count === 1 ? image : `${image}#${count}`;
	});
}

const imageOf = (key: string): string => key.replace(/#\d+$/, "");

/**
 * Binds the mentions of an edited text. A mention outside of the edited range keeps its image; any other is bound to the
 * image that has its number in `order`.
 */
export function retypeMentions(before: MentionText, text: string, order: readonly string[]): MentionText {
	const old = findMentions(before.text);
	const shorter = Math.min(before.text.length, text.length);
	let head = 0;
	while (head < shorter && before.text[head] === text[head]) head++;
	let tail = 0;
	while (tail < shorter - head && before.text.at(-1 - tail) === text.at(-1 - tail)) tail++;
	const shift = before.text.length - text.length;
	const imageKeys = findMentions(text).map(({ start, end, number }) => {
		const offset = end <= head ? 0 : start >= text.length - tail ? shift : null;
		const index =
			offset === null ? -1 : old.findIndex((one) => one.start === start + offset && one.end === end + offset);
		return index < 0 ? keyAt(order, number) : (before.imageKeys[index] ?? keyAt(order, number));
	});
	return { text, imageKeys };
}

/** Updates the numbers after the images were reordered, added or removed. Returns the argument if nothing changes. */
export function renumberMentions(mentionText: MentionText, order: readonly string[]): MentionText {
	const imageKeys: (string | null)[] = [];
	const text = replaceMentions(mentionText, (boundKey, number, spelling) => {
		const key = boundKey ?? keyAt(order, number);
		imageKeys.push(key);
		if (key === null) return spelling;
		const index = order.indexOf(key);
		return spelling.replace(/(\d+|\?)$/, index < 0 ? "?" : String(index + 1));
	});
	return text === mentionText.text && imageKeys.every((key, index) => key === mentionText.imageKeys[index])
		? mentionText
		: { text, imageKeys };
}

/**
 * Writes the mentions as "image 2", numbered by the order in which the images are sent, and counts those whose image is
 * not sent. The images in `composed` are drawn into the first image and resolve to it. `sent`: their keys.
 */
export function resolveMentions(
	mentionText: MentionText,
	sent: readonly string[],
	composed: readonly string[] = [],
): { readonly prompt: string; readonly missing: number } {
	let missing = 0;
	const prompt = replaceMentions(mentionText, (key, _number, spelling) => {
		const found = key === null ? -1 : sent.indexOf(key);
		// Of several layers with one image only some may be sent.
		const same = found >= 0 || key === null ? found : sent.indexOf(imageOf(key));
		const index = key !== null && composed.includes(key) ? Math.max(0, same) : same;
		// A number alone that no image has is text.
		if (index < 0 && key === null && /^@[\d?]/.test(spelling)) return spelling;
		if (index < 0) missing++;
		return index < 0 ? spelling : `image ${index + 1}`;
	});
	return { prompt, missing };
}

function replaceMentions(
	{ text, imageKeys }: MentionText,
	write: (key: string | null, number: number | null, spelling: string) => string,
): string {
	let written = "";
	let from = 0;
	for (const [index, { start, end, number }] of findMentions(text).entries()) {
		written += text.slice(from, start) + write(imageKeys[index] ?? null, number, text.slice(start, end));
		from = end;
	}
	return written + text.slice(from);
}

/** The lower-case text between an "@" and the caret, by which mentions are suggested; null if there is no such "@". */
export function mentionQueryBefore(
	text: string,
	caret: number,
): { readonly start: number; readonly typed: string } | null {
	const match = /@([^\s@]{0,20})$/.exec(text.slice(0, caret));
	return match ? { start: match.index, typed: (match[1] ?? "").toLowerCase() } : null;
}

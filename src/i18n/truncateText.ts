// Truncates text without splitting a character: neither a surrogate pair nor, where the engine can tell, a grapheme (an
// emoji with its modifiers, a letter with its combining marks). Lengths are in UTF-16 units, as `String.length` counts.

/** The longest prefix of whole graphemes that is at most `maxLength` long. */
export function truncateText(text: string, maxLength: number): string {
	if (text.length <= maxLength) return text;
	return prefixOf(graphemes(text), maxLength) || prefixOf(text, maxLength);
}

/** The whole text if it fits, otherwise a prefix of it with an ellipsis. */
export function ellipsize(text: string, maxLength: number): string {
	return text.length > maxLength ? `${truncateText(text, maxLength - 3)}…` : text;
}

/** `pieces`: graphemes, or a string, which iterates by code point. */
function prefixOf(pieces: Iterable<string>, maxLength: number): string {
	let prefix = "";
	for (const piece of pieces) {
		if (prefix.length + piece.length > maxLength) break;
		prefix += piece;
	}
	return prefix;
}

function* graphemes(text: string): Iterable<string> {
	// Firefox has Intl.Segmenter from version 125 on.
	const Segmenter = Intl.Segmenter as typeof Intl.Segmenter | undefined;
	if (Segmenter === undefined) yield* text;
	else for (const { segment } of new Segmenter().segment(text)) yield segment;
}

// Shortens a provider's message and removes what must not be shown or stored: the prompt or parts of it, keys, tokens,
// image bytes. The backend's redact module does the same for custom endpoints. Pure.

/** Parts of the prompt of this length are found anywhere; a shorter prompt only as a whole word. */
const WINDOW_CHARS = 12;
/** The same for scripts in which a letter is a word and words are not separated. */
const DENSE_CHARS = 5;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const MAX_CHARS = 300;
const READ_CHARS = 8000;

export function redactText(message: string, prompt: string): string {
	const clean = withoutPrompt(message.slice(0, READ_CHARS), prompt.trim())
		.replace(/\bdata:[\w/+.-]+;base64,[\w+/=-]*/g, "…")
		.replace(/\b(bearer|api[-_]?key|token)(["':=\s]+)[^\s"',;}]+/gi, "$1$2[key]")
		.replace(/\b(sk|pk|xai|gsk|hf)[-_][\w-]{6,}/g, "[key]")
		.replace(/[A-Za-z0-9+/_-]{32,}={0,2}/g, "…")
		.replace(/\s+/g, " ")
		.trim();
	return clean.length > MAX_CHARS ? `${clean.slice(0, MAX_CHARS - 1)}…` : clean;
}

/** A message may contain the prompt as a JSON string, with escapes. */
function withoutPrompt(message: string, prompt: string): string {
	if (prompt === "") return message;
	return [prompt, JSON.stringify(prompt).slice(1, -1)].reduce((text, one) => {
		const length = DENSE.test(one) ? DENSE_CHARS : WINDOW_CHARS;
		return one.length < length ? withoutWord(text, one) : withoutParts(text, one, length);
	}, message);
}

function withoutWord(text: string, word: string): string {
	const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	const alone = DENSE.test(word) ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
	return text.replace(new RegExp(alone, "giu"), "[prompt]");
}

function withoutParts(text: string, prompt: string, length: number): string {
	const [folded, known] = [text.toLowerCase(), new Set<string>()];
	const source = prompt.toLowerCase();
	for (let at = 0; at + length <= source.length; at++) known.add(source.slice(at, at + length));
	let out = "";
	let kept = 0;
	for (let at = 0; at + length <= folded.length; at++) {
		if (!known.has(folded.slice(at, at + length))) continue;
		let end = at + length;
		while (known.has(folded.slice(end + 1 - length, end + 1)) && end < folded.length) end++;
		out += `${text.slice(kept, at)}[prompt]`;
		kept = end;
		at = end - 1;
	}
	return out + text.slice(kept);
}

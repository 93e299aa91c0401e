// Breaks a text into lines: at its line breaks, after spaces, between Chinese and Japanese letters, and inside a word only
// where the word alone is too long. Knows no canvas: widths come from a function.
import type { MeasureText } from "./drawingContext";

/** In font sizes. */
export const LINE_HEIGHT = 1.3;

/** Punctuation that no line begins with. */
const NO_START = /^[、。，．：；？！）】」』》〉”’…,.:;?!)\]}]/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function layoutText(text: string, font: string, width: number, measure: MeasureText): readonly string[] {
	return text.split("\n").flatMap((line) => breakLine(line, width, (part) => measure(part, font)));
}

function breakLine(line: string, width: number, measure: (part: string) => number): readonly string[] {
	// The usual case, and the cheapest.
	if (line === "" || measure(line) <= width) return [line];
	const lines: string[] = [];
	let current = "";
	const push = (part: string) => {
		// A space at the end of a line takes no room.
		if (current === "" || measure((current + part).trimEnd()) <= width) {
			current += part;
			return;
		}
		lines.push(current.trimEnd());
		current = part.trimStart();
	};
	for (const part of partsOf(line)) {
		if (measure(part.trimEnd()) <= width) push(part);
		else for (const { segment } of graphemes.segment(part)) push(segment);
	}
	return [...lines, current.trimEnd()];
}

/** Parts that a line is not broken in: words with the space behind them, single wide letters with their punctuation. */
function partsOf(line: string): readonly string[] {
	const parts: string[] = [];
	let part = "";
	for (const { segment } of graphemes.segment(line)) {
		const isBreak = part !== "" && (/\s$/.test(part) || WIDE.test(segment) || WIDE.test(part.slice(-1)));
		if (isBreak && !/^\s/.test(segment) && !NO_START.test(segment)) {
			parts.push(part);
			part = "";
		}
		part += segment;
	}
	return [...parts, part];
}

/** An estimate where no font can be measured: wide letters are squares, others a little more than half as wide. */
export const estimateText: MeasureText = (text, font) => {
	const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 16);
	let widths = 0;
	for (const letter of text) widths += WIDE.test(letter) ? 1 : 0.58;
	return widths * size;
};

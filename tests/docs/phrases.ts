// Every text of the interface in both languages, read from the sources: wherever an English text stands beside a Chinese one.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DocLocale } from "../../scripts/keyboardSheets";

const PAIR = /en:\s*"((?:[^"\\]|\\.)*)",\s*zh:\s*"((?:[^"\\]|\\.)*)"/g;

export function readPhrases(): Readonly<Record<DocLocale, readonly string[]>> {
	const sources = ["src", "editor", "ui"].flatMap((room) =>
		(readdirSync(room, { recursive: true }) as string[])
			.filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
			.map((name) => readFileSync(join(room, name), "utf8")),
	);
	const pairs = sources.flatMap((source) =>
		[...source.matchAll(PAIR)].map(([, en = "", zh = ""]) => [en, zh] as const),
	);
	const unescaped = (text: string): string => JSON.parse(`"${text}"`) as string;
	return { en: pairs.map(([en]) => unescaped(en)), zh: pairs.map(([, zh]) => unescaped(zh)) };
}

/** A predicate that is true for a text of the interface; `{name}` in one stands for anything. */
export function createPhraseTest(phrases: readonly string[]): (text: string) => boolean {
	const exact = new Set(phrases);
	const patterns = phrases
		// A text of parameters alone would match everything.
		.filter((phrase) => phrase.includes("{") && phrase.replace(/\{\w+\}/g, "").length > 3)
		.map((phrase) => {
			const parts = phrase.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
			return new RegExp(`^${parts.join(".+")}$`);
		});
	return (text) => exact.has(text) || patterns.some((pattern) => pattern.test(text));
}

// The current language, as a small store. Only the shell writes it, from the host's language.
import { useSyncExternalStore } from "react";
import type { Phrase } from "./phrase";
import { STRINGS, type StringKey } from "./strings";

export type Locale = keyof Phrase;
export type Params = Readonly<Record<string, string | number>>;
export type Translate = (key: StringKey, params?: Params) => string;

let locale: Locale = "en";
const listeners = new Set<() => void>();

export const getLocale = (): Locale => locale;

export function setLocale(next: Locale): void {
	if (next === locale) return;
	locale = next;
	for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

/** Smaller numbers have no digit grouping, because most of them are image sides. */
const LONG = 10_000;

/** A missing parameter stays visible as {name}, so that the mistake is noticed. */
export function fill(text: string, params: Params = {}, language: Locale = "en"): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
		const given = params[name] ?? whole;
		return typeof given === "number" && given >= LONG ? given.toLocaleString(language) : String(given);
	});
}

export const phraseIn = (phrase: Phrase, language: Locale, params?: Params): string =>
	fill(phrase[language] || phrase.en, params, language);

export const translate: Translate = (key, params) => phraseIn(STRINGS[key], locale, params);

export function useLocale(): Locale {
	return useSyncExternalStore(subscribe, getLocale, getLocale);
}

/** Chinese sentences follow each other without a space. */
export const joinSentences = (sentences: readonly string[], language: Locale = locale): string =>
	sentences.join(language === "zh" ? "" : " ");

const TRANSLATORS: Record<Locale, Translate> = {
	en: (key, params) => phraseIn(STRINGS[key], "en", params),
	zh: (key, params) => phraseIn(STRINGS[key], "zh", params),
};

export const useTranslate = (): Translate => TRANSLATORS[useLocale()];

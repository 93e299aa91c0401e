// The time since a moment in words, such as "3 days ago".
import type { Locale } from "./locale";

const AGES: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
	["year", 31_536_000],
	["month", 2_592_000],
	["day", 86_400],
	["hour", 3600],
	["minute", 60],
];

/** `now`: the words for less than a minute. */
export function ageText(at: number, locale: Locale, now: string): string {
	const seconds = (Date.now() - at) / 1000;
	const [unit, length] = AGES.find(([, length]) => seconds >= length) ?? [];
	if (unit === undefined || length === undefined) return now;
	return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-Math.floor(seconds / length), unit);
}

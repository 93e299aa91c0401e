// Formats a number of bytes for display.
import type { Locale } from "./locale";

const UNITS = ["kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

export function sizeText(bytes: number, locale: Locale): string {
	const at = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3) - 1));
	const value = bytes / 1000 ** (at + 1);
	const format = { style: "unit", unit: UNITS[at] ?? "kilobyte", maximumSignificantDigits: 3 } as const;
	return new Intl.NumberFormat(locale, format).format(value);
}

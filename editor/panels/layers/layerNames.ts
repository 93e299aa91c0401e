// What layers are called: as people named them, or by their place, in the reader's language.
import type { MaskLayer } from "../../document/index";
import { fill, STRINGS } from "../../strings";
import type { Locale } from "../../types";

/** The lowest is the first. */
export function maskName({ name }: Pick<MaskLayer, "name">, index: number, locale: Locale): string {
	return name.trim() || fill(STRINGS.numberedMask, locale, { number: index + 1 });
}

// The names of masks: given by the user, or numbered.
import type { MaskLayer } from "../../document";
import { fill, STRINGS } from "../../strings";
import type { Locale } from "../../types";

/** `index` counts from the bottom. */
export function maskName({ name }: Pick<MaskLayer, "name">, index: number, locale: Locale): string {
	return name.trim() || fill(STRINGS.numberedMask, locale, { number: index + 1 });
}

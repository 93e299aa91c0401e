// The names of candidates on the strip, in comparisons and for screen readers.

import { RESULT_STRINGS } from "../../resultStrings";
import type { Snapshot } from "../../state/snapshot";
import { fill, STRINGS } from "../../strings";
import { shownCandidate } from "../../tools";
import type { Locale } from "../../types";

export function candidateName({ document, generated }: Snapshot, id: string, locale: Locale): string {
	const at = document?.results.findIndex((result) => result.id === id) ?? -1;
	if (at >= 0) return fill(STRINGS.numberedResult, locale, { number: at + 1 });
	const number = generated.findIndex((picture) => picture.id === id) + 1;
	return fill(RESULT_STRINGS.generatedImage, locale, { number });
}

/** The labels of the two sides of a comparison. */
export function sideNames(snapshot: Snapshot, locale: Locale): readonly [before: string, after: string] {
	const { against } = snapshot;
	const shown = shownCandidate(snapshot);
	if (against === null || shown === null) return [STRINGS.before[locale], STRINGS.after[locale]];
	return [candidateName(snapshot, against, locale), candidateName(snapshot, shown, locale)];
}

// Comparison of the shown candidate: the modes, holding the other side, and what it is compared with.
import { Select } from "../../../ui";
import { RESULT_STRINGS } from "../../resultStrings";
import { candidateIds, compareWith, shownCandidate } from "../../tools";
import type { PanelProps } from "../panelProps";
import { CompareButtons } from "./CompareButtons";
import { candidateName } from "./candidateName";

const ORIGINAL = "";

export function CompareControls(panelProps: PanelProps) {
	const { session, snapshot, locale } = panelProps;
	const { against, shownGenerated } = snapshot;
	const shown = shownCandidate(snapshot);
	const others = candidateIds(snapshot).filter((id) => id !== shown);
	const original = { value: ORIGINAL, label: RESULT_STRINGS.againstOriginal[locale] };
	// A generated picture has no original.
	const options = [
		...(shownGenerated === null ? [original] : []),
		...others.map((id) => ({ value: id, label: candidateName(snapshot, id, locale) })),
	];
	return (
		<span className="hfis-results-comparison">
			{others.length > 0 && (
				<Select
					label={RESULT_STRINGS.compareAgainst[locale]}
					value={against ?? options[0]?.value ?? ORIGINAL}
					options={options}
					onChange={(id) => session.apply(compareWith(snapshot, id === ORIGINAL ? null : id))}
				/>
			)}
			{(shownGenerated === null || others.length > 0) && <CompareButtons {...panelProps} />}
		</span>
	);
}

// The bar below the canvas while there are candidates or pending results: the candidates, the drift outside the mask,
// comparison modes, and buttons to request again, discard and keep. Nothing is locked meanwhile.

import { isMaskIgnored } from "../../plan";
import type { PendingResult } from "../../resultSource";
import { fill, STRINGS } from "../../strings";
import { type Action, acceptedPartResult, findAction, shownResult } from "../../tools";
import { ActionButton } from "../ActionButton";
import type { PanelProps } from "../panelProps";
import { AcceptPartBar } from "./AcceptPartBar";
import { CompareButtons } from "./CompareButtons";
import { EdgesButton } from "./EdgesButton";
import { KeepButton } from "./KeepButton";
import { ResultStrip } from "./ResultStrip";

const actions = (...ids: readonly string[]): readonly Action[] => ids.flatMap((id) => findAction(id) ?? []);
const [PREVIOUS] = actions("result.previous");
const [NEXT] = actions("result.next");
const REQUESTING = actions("result.again", "result.more");
const [ACCEPT_PART] = actions("result.takePart");
const [DISCARD] = actions("result.discard");

interface ResultsBarProps extends PanelProps {
	readonly awaited: readonly PendingResult[];
	/** A result source can request more results. */
	readonly canRequest: boolean;
}

export function ResultsBar({ awaited, canRequest, ...panelProps }: ResultsBarProps) {
	const { snapshot, locale } = panelProps;
	const { document } = snapshot;
	if (acceptedPartResult(document) !== null) return <AcceptPartBar {...panelProps} />;
	const results = document?.results ?? [];
	if (results.length === 0 && awaited.length === 0) return null;
	const shown = shownResult(document);
	const at = shown === null ? 0 : results.indexOf(shown) + 1;
	const button = (action: Action | undefined) =>
		action && <ActionButton key={action.id} tooltipSide="above" {...{ action, ...panelProps }} />;
	const isMore = results.length > 1;
	return (
		<div className="hfis-results-bar" role="toolbar" aria-label={STRINGS.results[locale]}>
			{(isMore || awaited.length > 0) && <ResultStrip {...panelProps} awaited={awaited} />}
			{results.length > 0 && (
				<>
					<span className="hfis-results-facts">
						{isMore && button(PREVIOUS)}
						<span className="hfis-results-count" role="status">
							{fill(STRINGS.resultOf, locale, { at, count: results.length })}
						</span>
						{isMore && button(NEXT)}
						<DriftNote {...panelProps} />
					</span>
					<span className="hfis-results-actions">
						<CompareButtons {...panelProps} />
						{canRequest && <span className="hfis-results-ask">{REQUESTING.map(button)}</span>}
						{shown?.edit && <EdgesButton {...panelProps} layer={shown} />}
						{button(ACCEPT_PART)}
						{button(DISCARD)}
						<KeepButton {...panelProps} canRequest={canRequest} />
					</span>
				</>
			)}
		</div>
	);
}

const NO_SHIFT = { x: 0, y: 0 };

/** The share of unmasked pixels that the model changed. None of these changes is accepted. */
function DriftNote({ session, snapshot, locale }: PanelProps) {
	const shown = shownResult(snapshot.document);
	const { drift, shift = NO_SHIFT } = (shown && session.getPatch(shown)) ?? {};
	if (!drift || drift.pixels === 0) return null;
	const percent = drift.changed * 100;
	const isIgnored = isMaskIgnored(drift);
	const moved =
		shift.x === 0 && shift.y === 0 ? "" : `${fill(STRINGS.shiftCorrectedShort, locale, { x: shift.x, y: shift.y })} · `;
	const text = fill(isIgnored ? STRINGS.maskProbablyIgnored : STRINGS.changedOutsideMask, locale, {
		percent: percent < 1 && percent > 0 ? "<1" : Math.round(percent),
	});
	return (
		<span
			className="hfis-results-note"
			data-warning={isIgnored}
			title={`${moved}${text}. ${STRINGS.changedOutsideMaskHint[locale]}`}
		>
			{moved + text}
		</span>
	);
}

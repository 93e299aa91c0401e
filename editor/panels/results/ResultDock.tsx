// The dock of the results, below or beside the canvas, while there are candidates or pending results: the strip, facts about
// the shown candidate, comparison, the main actions as words and the others in a menu. Nothing is locked meanwhile.
import { isMaskIgnored } from "../../plan";
import type { PendingResult } from "../../resultSource";
import { RESULT_STRINGS } from "../../resultStrings";
import { fill, STRINGS } from "../../strings";
import { type Action, acceptedPartResult, candidateIds, findAction, shownResult } from "../../tools";
import { ActionButton } from "../ActionButton";
import type { PanelProps } from "../panelProps";
import { AcceptPartBar } from "./AcceptPartBar";
import { CompareControls } from "./CompareControls";
import { EdgesButton } from "./EdgesButton";
import { ResultActions } from "./ResultActions";
import { ResultStrip } from "./ResultStrip";

const PREVIOUS = findAction("result.previous");
const NEXT = findAction("result.next");

interface ResultDockProps extends PanelProps {
	readonly awaited: readonly PendingResult[];
	/** A result source can request more results. */
	readonly canRequest: boolean;
	/** Beside the canvas instead of below it. */
	readonly isBeside: boolean;
}

export function ResultDock({ awaited, canRequest, isBeside, ...panelProps }: ResultDockProps) {
	const { snapshot, locale } = panelProps;
	const { document, generated, shownGenerated } = snapshot;
	if (acceptedPartResult(document) !== null) return <AcceptPartBar {...panelProps} isBeside={isBeside} />;
	const results = document?.results ?? [];
	if (results.length + awaited.length + generated.length === 0) return null;
	const shown = shownGenerated === null ? shownResult(document) : null;
	const hasShown = shown !== null || shownGenerated !== null;
	return (
		<div
			className="hfis-results-bar"
			role="toolbar"
			aria-label={STRINGS.results[locale]}
			data-beside={isBeside || undefined}
		>
			<ResultStrip {...panelProps} awaited={awaited} />
			{hasShown && <Facts {...panelProps} />}
			{/* Placeholders keep the room of the actions, so that the canvas does not change its size when they arrive. */}
			{(hasShown || awaited.length > 0) && (
				<span className="hfis-results-actions">
					<CompareControls {...panelProps} />
					{shown?.edit && <EdgesButton {...panelProps} layer={shown} />}
					<ResultActions {...panelProps} canRequest={canRequest} />
				</span>
			)}
		</div>
	);
}

/** The number of the shown candidate, and how far the model has strayed. */
function Facts(panelProps: PanelProps) {
	const { snapshot, locale } = panelProps;
	const { document, generated, shownGenerated } = snapshot;
	const results = document?.results ?? [];
	const shown = shownResult(document);
	const at = shownGenerated
		? generated.findIndex(({ id }) => id === shownGenerated) + 1
		: shown === null
			? 0
			: results.indexOf(shown) + 1;
	const [text, count] = shownGenerated
		? [RESULT_STRINGS.imageOf, generated.length]
		: ([STRINGS.resultOf, results.length] as const);
	const isMore = candidateIds(snapshot).length > 1;
	const button = (action: Action | undefined) =>
		action && <ActionButton tooltipSide="above" {...{ action, ...panelProps }} />;
	return (
		<span className="hfis-results-facts">
			{isMore && button(PREVIOUS)}
			<span className="hfis-results-count" role="status">
				{fill(text, locale, { at, count })}
			</span>
			{isMore && button(NEXT)}
			{!shownGenerated && <DriftNote {...panelProps} />}
		</span>
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

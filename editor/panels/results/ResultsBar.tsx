// Under the canvas while results are waiting or on their way: the candidates, which one is looked at and how far the model
// strayed, ways to compare, to ask again, to discard and to keep. Nothing is locked meanwhile.

import { isMaskIgnored } from "../../plan/index";
import type { PendingResult } from "../../resultSource";
import { fill, STRINGS } from "../../strings";
import { type Action, acceptedPartResult, findAction, shownResult } from "../../tools/index";
import { ActionButton } from "../ActionButton";
import type { ChromeProps } from "../panelProps";
import { TakingBar } from "./AcceptPartBar";
import { CompareButtons } from "./CompareButtons";
import { EdgesButton } from "./EdgesButton";
import { KeepButton } from "./KeepButton";
import { Strip } from "./ResultStrip";

const actions = (...ids: readonly string[]): readonly Action[] => ids.flatMap((id) => findAction(id) ?? []);
const [PREVIOUS] = actions("result.previous");
const [NEXT] = actions("result.next");
const ASKING = actions("result.again", "result.more");
const [TAKE] = actions("result.takePart");
const [DISCARD] = actions("result.discard");

interface StagingBarProps extends ChromeProps {
	readonly awaited: readonly PendingResult[];
	/** Somebody is there who can ask for more. */
	readonly canAsk: boolean;
}

export function StagingBar({ awaited, canAsk, ...chrome }: StagingBarProps) {
	const { snapshot, locale } = chrome;
	const { document } = snapshot;
	if (acceptedPartResult(document) !== null) return <TakingBar {...chrome} />;
	const results = document?.results ?? [];
	if (results.length === 0 && awaited.length === 0) return null;
	const shown = shownResult(document);
	const at = shown === null ? 0 : results.indexOf(shown) + 1;
	const button = (action: Action | undefined) =>
		action && <ActionButton key={action.id} tooltipSide="above" {...{ action, ...chrome }} />;
	const isMore = results.length > 1;
	return (
		<div className="hfis-results-bar" role="toolbar" aria-label={STRINGS.results[locale]}>
			{(isMore || awaited.length > 0) && <Strip {...chrome} awaited={awaited} />}
			{results.length > 0 && (
				<>
					<span className="hfis-results-facts">
						{isMore && button(PREVIOUS)}
						<span className="hfis-results-count" role="status">
							{fill(STRINGS.resultOf, locale, { at, count: results.length })}
						</span>
						{isMore && button(NEXT)}
						<Strayed {...chrome} />
					</span>
					<span className="hfis-results-actions">
						<CompareButtons {...chrome} />
						{canAsk && <span className="hfis-results-ask">{ASKING.map(button)}</span>}
						{shown?.edit && <EdgesButton {...chrome} layer={shown} />}
						{button(TAKE)}
						{button(DISCARD)}
						<KeepButton {...chrome} canAsk={canAsk} />
					</span>
				</>
			)}
		</div>
	);
}

const STILL = { x: 0, y: 0 };

/** Of what was sent and not masked, how much came back another; none of it was taken. */
function Strayed({ session, snapshot, locale }: ChromeProps) {
	const shown = shownResult(snapshot.document);
	const { drift, shift = STILL } = (shown && session.getPatch(shown)) ?? {};
	if (!drift || drift.pixels === 0) return null;
	const percent = drift.changed * 100;
	const isIgnored = isMaskIgnored(drift);
	const moved =
		shift.x === 0 && shift.y === 0 ? "" : `${fill(STRINGS.movedShort, locale, { x: shift.x, y: shift.y })} · `;
	const text = fill(isIgnored ? STRINGS.strayedIgnored : STRINGS.strayed, locale, {
		percent: percent < 1 && percent > 0 ? "<1" : Math.round(percent),
	});
	return (
		<span
			className="hfis-results-note"
			data-warning={isIgnored}
			title={`${moved}${text}. ${STRINGS.strayedMore[locale]}`}
		>
			{moved + text}
		</span>
	);
}

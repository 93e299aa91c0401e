// Under the canvas while results are waiting: which one is looked at, how far the model strayed, keep or discard.
import { STRINGS } from "../../strings";
import { type Action, findAction, shownResult } from "../../tools";
import { ActionButton } from "../Button";
import type { ChromeProps } from "../chrome";

const actions = (...ids: readonly string[]): readonly Action[] => ids.flatMap((id) => findAction(id) ?? []);
const WALKING = actions("result.previous", "result.next");
const [DISCARD, KEEP] = actions("result.discard", "result.keep");

export function StagingBar({ session, snapshot, locale }: ChromeProps) {
	const { document } = snapshot;
	const results = document?.results ?? [];
	if (results.length === 0) return null;
	const shown = shownResult(document);
	const at = shown === null ? 0 : results.indexOf(shown) + 1;
	const chrome = { session, snapshot, locale, hintSide: "above" } as const;
	return (
		<div className="hfis-staging" role="toolbar" aria-label={STRINGS.results[locale]}>
			{results.length > 1 &&
				WALKING.slice(0, 1).map((action) => <ActionButton key={action.id} action={action} {...chrome} />)}
			<span className="hfis-staging-count" role="status">
				{STRINGS.resultOf[locale].replace("{at}", String(at)).replace("{count}", String(results.length))}
			</span>
			{results.length > 1 &&
				WALKING.slice(1).map((action) => <ActionButton key={action.id} action={action} {...chrome} />)}
			<Strayed {...{ session, snapshot, locale }} />
			{DISCARD && <ActionButton action={DISCARD} {...chrome} />}
			{KEEP && (
				<button
					type="button"
					className="hfis-primary hfis-keep"
					disabled={!KEEP.isEnabled(snapshot)}
					title={KEEP.label[locale]}
					onClick={() => session.run(KEEP.id)}
				>
					{STRINGS.keep[locale]}
				</button>
			)}
		</div>
	);
}

/** Of what was sent and not masked, how much came back another; none of it was taken. */
function Strayed({ session, snapshot, locale }: ChromeProps) {
	const shown = shownResult(snapshot.document);
	const drift = shown && session.patch(shown)?.drift;
	if (!drift || drift.pixels === 0) return null;
	const percent = drift.changed * 100;
	const text = STRINGS.strayed[locale].replace(
		"{percent}",
		percent < 1 && percent > 0 ? "<1" : String(Math.round(percent)),
	);
	return (
		<span className="hfis-staging-note" title={STRINGS.strayedMore[locale]}>
			{text}
		</span>
	);
}

// The dock while the user chooses what to keep of a result: all of it, what changed, nothing, done; and Keep, if it is still a candidate.
import { tooltipProps } from "../../../ui";
import { RESULT_STRINGS } from "../../resultStrings";
import { STRINGS } from "../../strings";
import { acceptedPartResult, findAction } from "../../tools";
import type { PanelProps } from "../panelProps";
import { EdgesButton } from "./EdgesButton";
import { KeepButton } from "./KeepButton";
import { SensitivityButton } from "./SensitivityButton";

const COMMANDS = [
	{ command: "result.takeAll", label: RESULT_STRINGS.keepAll },
	{ command: "result.takeChanged", label: RESULT_STRINGS.keepChanged },
	{ command: "mask.clear", label: RESULT_STRINGS.keepNothing },
	{ command: "result.stopTaking", label: STRINGS.done },
] as const;

export function AcceptPartBar({ isBeside, ...panelProps }: PanelProps & { readonly isBeside: boolean }) {
	const { session, snapshot, locale } = panelProps;
	const taken = acceptedPartResult(snapshot.document);
	const isCandidate = snapshot.document?.results.some(({ id }) => id === taken);
	const { accepted = [], results = [] } = snapshot.document ?? {};
	const layer = [...accepted, ...results].find(({ id }) => id === taken);
	const isWhole = layer?.edit?.coverage === null;
	return (
		<div
			className="hfis-results-bar"
			role="toolbar"
			aria-label={RESULT_STRINGS.choosingWhatToKeep[locale]}
			data-beside={isBeside || undefined}
		>
			<span className="hfis-results-facts">
				<span className="hfis-results-title" role="status">
					{RESULT_STRINGS.choosingWhatToKeep[locale]}
				</span>
				<span className="hfis-results-note">{RESULT_STRINGS.choosingWhatToKeepHint[locale]}</span>
			</span>
			<span className="hfis-results-actions">
				{COMMANDS.filter(({ command }) => command !== "result.takeChanged" || isWhole).map(({ command, label }) => (
					<button
						key={command}
						type="button"
						className="hfis-ui-button hfis-results-word"
						{...tooltipProps({ text: findAction(command)?.label[locale] ?? "", side: "above" })}
						onClick={() => session.run(command)}
					>
						{label[locale]}
					</button>
				))}
				{isWhole && <SensitivityButton {...panelProps} />}
				{layer && <EdgesButton {...panelProps} layer={layer} />}
				{isCandidate && <KeepButton {...panelProps} />}
			</span>
		</div>
	);
}

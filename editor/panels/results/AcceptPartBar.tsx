// The bar below the canvas while the user paints which part of a result is accepted: nothing, all that was sent, done; and
// Keep, if the result is still a candidate.
import { tooltipProps } from "../../../ui";
import { STRINGS } from "../../strings";
import { acceptedPartResult, findAction } from "../../tools";
import type { PanelProps } from "../panelProps";
import { EdgesButton } from "./EdgesButton";
import { KeepButton } from "./KeepButton";

const COMMANDS = [
	{ command: "mask.clear", label: STRINGS.clearAcceptedArea },
	{ command: "result.takeAll", label: STRINGS.resetAcceptedArea },
	{ command: "result.stopTaking", label: STRINGS.done },
] as const;

export function AcceptPartBar(panelProps: PanelProps) {
	const { session, snapshot, locale } = panelProps;
	const taken = acceptedPartResult(snapshot.document);
	const isCandidate = snapshot.document?.results.some(({ id }) => id === taken);
	const { accepted = [], results = [] } = snapshot.document ?? {};
	const layer = [...accepted, ...results].find(({ id }) => id === taken);
	return (
		<div className="hfis-results-bar" role="toolbar" aria-label={STRINGS.refiningAcceptedArea[locale]}>
			<span className="hfis-results-facts">
				<span className="hfis-results-title" role="status" title={STRINGS.refiningAcceptedAreaHint[locale]}>
					{STRINGS.refiningAcceptedArea[locale]}
				</span>
			</span>
			<span className="hfis-results-actions">
				{COMMANDS.map(({ command, label }) => (
					<button
						key={command}
						type="button"
						className="hfis-ui-icon-button hfis-ui-icon-button-strong hfis-ui-icon-button-text"
						{...tooltipProps({ text: findAction(command)?.label[locale] ?? "", side: "above" })}
						onClick={() => session.run(command)}
					>
						{label[locale]}
					</button>
				))}
				{layer && <EdgesButton {...panelProps} layer={layer} />}
				{isCandidate && <KeepButton {...panelProps} />}
			</span>
		</div>
	);
}

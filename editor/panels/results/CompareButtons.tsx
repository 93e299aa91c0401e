// The ways to compare, one of them pressed.
import { STRINGS } from "../../strings";
import { ACTIONS } from "../../tools/index";
import { ActionButton } from "../ActionButton";
import type { ChromeProps } from "../panelProps";

const MODES = ACTIONS.filter(({ group, icon }) => group === "compare" && icon !== undefined);

export function CompareButtons(chrome: ChromeProps) {
	return (
		<fieldset className="hfis-results-compare" aria-label={STRINGS.comparison[chrome.locale]}>
			{MODES.map((action) => (
				<ActionButton key={action.id} tooltipSide="above" {...{ action, ...chrome }} />
			))}
		</fieldset>
	);
}

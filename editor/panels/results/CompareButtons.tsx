// The toggle buttons of the comparison modes.
import { STRINGS } from "../../strings";
import { ACTIONS } from "../../tools";
import { ActionButton } from "../ActionButton";
import type { PanelProps } from "../panelProps";

const MODES = ACTIONS.filter(({ group, icon }) => group === "compare" && icon !== undefined);

export function CompareButtons(panelProps: PanelProps) {
	return (
		<fieldset className="hfis-results-compare" aria-label={STRINGS.comparison[panelProps.locale]}>
			{MODES.map((action) => (
				<ActionButton key={action.id} tooltipSide="above" {...{ action, ...panelProps }} />
			))}
		</fieldset>
	);
}

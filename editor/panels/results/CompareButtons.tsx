// The toggle buttons of the comparison modes, and of showing the other side while it is pressed or held.
import { STRINGS } from "../../strings";
import { ACTIONS } from "../../tools";
import { ActionButton } from "../ActionButton";
import type { PanelProps } from "../panelProps";

const MODES = ACTIONS.filter(({ group, icon }) => group === "compare" && icon !== undefined);
const HOLD = ACTIONS.filter(({ id }) => id === "view.before");

export function CompareButtons(panelProps: PanelProps) {
	return (
		<fieldset className="hfis-results-compare" aria-label={STRINGS.comparison[panelProps.locale]}>
			{[...MODES, ...HOLD].map((action) => (
				<ActionButton key={action.id} tooltipSide="above" {...{ action, ...panelProps }} />
			))}
		</fieldset>
	);
}

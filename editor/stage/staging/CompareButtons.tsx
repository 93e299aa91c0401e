// The ways to compare, one of them pressed; how far faded in where that is one.
import { STRINGS } from "../../strings";
import { ACTIONS } from "../../tools";
import { ActionButton } from "../Button";
import type { ChromeProps } from "../chrome";

const MODES = ACTIONS.filter(({ group, icon }) => group === "compare" && icon !== undefined);

export function CompareButtons(chrome: ChromeProps) {
	const { session, snapshot, locale } = chrome;
	const { compare, position } = snapshot;
	return (
		<fieldset className="hfis-compare" aria-label={STRINGS.comparison[locale]}>
			{MODES.map((action) => (
				<ActionButton key={action.id} hintSide="above" {...{ action, ...chrome }} />
			))}
			{compare === "onion" && (
				<span className="hfis-range">
					<input
						type="range"
						min={0}
						max={100}
						value={Math.round(position * 100)}
						aria-label={STRINGS.fadedIn[locale]}
						aria-valuetext={`${Math.round(position * 100)} %`}
						style={{ "--hfis-fill": `${position * 100}%` } as React.CSSProperties}
						onChange={({ currentTarget }) =>
							session.apply([{ type: "show", position: Number(currentTarget.value) / 100 }])
						}
					/>
				</span>
			)}
		</fieldset>
	);
}

// The popover with the sensitivity of "Only changes". A change proposes again at once, before anything is kept.
import { SlidersHorizontal } from "lucide-react";
import { RESULT_STRINGS } from "../../resultStrings";
import { changeSensitivity, findAction } from "../../tools";
import { EditorPopover } from "../EditorPopover";
import { OptionField } from "../options/OptionField";
import type { PanelProps } from "../panelProps";

export function SensitivityButton({ session, snapshot, locale }: PanelProps) {
	const action = findAction("result.takeChanged");
	return (
		<EditorPopover
			label={RESULT_STRINGS.changeSensitivity[locale]}
			face={<SlidersHorizontal size={18} strokeWidth={1.75} aria-hidden="true" />}
			panelClassName="hfis-edges-button-panel"
			buttonClassName="hfis-ui-icon-button-strong"
			tooltipSide="above"
			name="sensitivity"
		>
			{() => (
				<>
					{action?.options?.map((option) => (
						<OptionField
							key={option.id}
							{...{ option, locale }}
							values={snapshot.settings[action.id]}
							onChange={(value) => session.apply(changeSensitivity(value))}
						/>
					))}
					<p className="hfis-ui-quiet">{RESULT_STRINGS.changeSensitivityHint[locale]}</p>
				</>
			)}
		</EditorPopover>
	);
}

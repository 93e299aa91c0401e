// The Keep button and its popover: what happens to the mask on keeping.
import { ChevronDown } from "lucide-react";
import { tooltipProps } from "../../../ui";
import { STRINGS } from "../../strings";
import { findAction, type Option } from "../../tools";
import { EditorPopover } from "../EditorPopover";
import { actionKeys } from "../keyLabels";
import { OptionField } from "../options/OptionField";
import type { PanelProps } from "../panelProps";

const KEEP = findAction("result.keep");
export function KeepButton({ session, snapshot, locale }: PanelProps) {
	if (KEEP === undefined) return null;
	const { id, label, options = [] } = KEEP;
	const keys = actionKeys(KEEP, snapshot);
	const values = snapshot.settings[id];
	const set = (option: Option, value: string | number | boolean) =>
		session.apply([{ type: "settings", tool: id, settings: { ...values, [option.id]: value } }]);
	return (
		<span className="hfis-keep-button">
			<button
				type="button"
				className="hfis-ui-button hfis-ui-button-primary hfis-keep-button-main"
				disabled={!KEEP.isEnabled(snapshot)}
				{...tooltipProps({ text: label[locale], keys: keys.text, side: "above" })}
				aria-keyshortcuts={keys.aria}
				onClick={() => session.run(id)}
			>
				{STRINGS.keep[locale]}
			</button>
			<EditorPopover
				label={STRINGS.keepOptions[locale]}
				face={<ChevronDown size={14} aria-hidden="true" />}
				buttonClassName="hfis-keep-button-more"
				side="above"
				tooltipSide="above"
			>
				{() => (
					<>
						{options.map((option) => (
							<div key={option.id} className="hfis-keep-button-option">
								<span>{option.label[locale]}</span>
								<OptionField {...{ option, values, locale }} onChange={(value) => set(option, value)} />
							</div>
						))}
					</>
				)}
			</EditorPopover>
		</span>
	);
}

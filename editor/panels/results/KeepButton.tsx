// The Keep button and its popover: what happens to the mask on keeping, and other actions on the results.
import { ChevronDown } from "lucide-react";
import { tooltipProps } from "../../../ui";
import { STRINGS } from "../../strings";
import { type Action, findAction, type Option } from "../../tools";
import { EditorPopover } from "../EditorPopover";
import { focusCanvas } from "../focusCanvas";
import { keyShortcut, keyText } from "../keyLabels";
import { OptionField } from "../options/OptionField";
import type { PanelProps } from "../panelProps";

const actions = (...ids: readonly string[]): readonly Action[] => ids.flatMap((id) => findAction(id) ?? []);
const KEEP = findAction("result.keep");
/** Also listed here, because the bar hides their buttons where there is little room. */
const REQUESTING = actions("result.look", "result.again", "result.more");
const DISCARDING = actions("result.discardAll");

interface KeepButtonProps extends PanelProps {
	/** A result source can request more results. */
	readonly canRequest?: boolean;
}

export function KeepButton({ session, snapshot, locale, canRequest = false }: KeepButtonProps) {
	if (KEEP === undefined) return null;
	const { id, label, shortcuts, options = [] } = KEEP;
	const [shortcut = ""] = shortcuts;
	const others = canRequest ? [...REQUESTING, ...DISCARDING] : DISCARDING;
	const values = snapshot.settings[id];
	const set = (option: Option, value: string | number | boolean) =>
		session.apply([{ type: "settings", tool: id, settings: { ...values, [option.id]: value } }]);
	return (
		<span className="hfis-results-split">
			<button
				type="button"
				className="hfis-ui-button hfis-ui-button-primary hfis-results-keep"
				disabled={!KEEP.isEnabled(snapshot)}
				{...tooltipProps({ text: label[locale], keys: keyText(shortcut), side: "above" })}
				aria-keyshortcuts={keyShortcut(shortcut)}
				onClick={() => session.run(id)}
			>
				{STRINGS.keep[locale]}
			</button>
			<EditorPopover
				label={STRINGS.keepOptions[locale]}
				face={<ChevronDown size={14} aria-hidden="true" />}
				buttonClassName="hfis-results-keep-more"
				side="above"
				tooltipSide="above"
			>
				{(close) => (
					<>
						{options.map((option) => (
							<div key={option.id} className="hfis-results-keep-option">
								<span>{option.label[locale]}</span>
								<OptionField {...{ option, values, locale }} onChange={(value) => set(option, value)} />
							</div>
						))}
						{others.map((action) => (
							<button
								key={action.id}
								type="button"
								className="hfis-ui-button hfis-results-keep-other"
								onClick={({ currentTarget }) => {
									close({ returnFocus: false });
									focusCanvas(currentTarget);
									session.run(action.id);
								}}
							>
								{action.label[locale]}
							</button>
						))}
					</>
				)}
			</EditorPopover>
		</span>
	);
}

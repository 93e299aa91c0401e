// Keep, and beside it what becomes of the mask then, or none of them.
import { ChevronDown } from "lucide-react";
import { STRINGS } from "../../strings";
import { findAction, type Option } from "../../tools";
import type { ChromeProps } from "../chrome";
import { OptionField } from "../controls/OptionField";
import { Popover } from "../controls/Popover";
import { keyShortcut, keyText } from "../keyText";

const KEEP = findAction("result.keep");
const DISCARD_ALL = findAction("result.discardAll");

export function KeepButton({ session, snapshot, locale }: ChromeProps) {
	if (KEEP === undefined) return null;
	const { id, label, shortcuts, options = [] } = KEEP;
	const [shortcut = ""] = shortcuts;
	const values = snapshot.settings[id];
	const set = (option: Option, value: string | number | boolean) =>
		session.apply([{ type: "settings", tool: id, settings: { ...values, [option.id]: value } }]);
	return (
		<span className="hfis-split">
			<button
				type="button"
				className="hfis-primary hfis-keep"
				disabled={!KEEP.isEnabled(snapshot)}
				title={`${label[locale]} (${keyText(shortcut)})`}
				aria-keyshortcuts={keyShortcut(shortcut)}
				onClick={() => session.run(id)}
			>
				{STRINGS.keep[locale]}
			</button>
			<Popover
				label={STRINGS.keepOptions[locale]}
				face={<ChevronDown size={14} aria-hidden="true" />}
				className="hfis-primary hfis-keep-more"
				side="above"
			>
				{(close) => (
					<>
						{options.map((option) => (
							<div key={option.id} className="hfis-keep-option">
								<span>{option.label[locale]}</span>
								<OptionField {...{ option, values, locale }} onChange={(value) => set(option, value)} />
							</div>
						))}
						{DISCARD_ALL && (
							<button
								type="button"
								className="hfis-secondary hfis-discard-all"
								onClick={() => {
									close("canvas");
									session.run(DISCARD_ALL.id);
								}}
							>
								{DISCARD_ALL.label[locale]}
							</button>
						)}
					</>
				)}
			</Popover>
		</span>
	);
}

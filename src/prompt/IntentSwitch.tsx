// The switch beside the send button: whether the next request generates new pictures or edits the one on the canvas.
import { Brush, Sparkles } from "lucide-react";
import { useId } from "react";
import { tooltipProps } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { useKeyText } from "../keys/keymap";
import { INTENT_ATTRIBUTE } from "./promptShortcuts";
import { type Intent, setIntent } from "./promptState";

interface IntentSwitchProps {
	readonly intent: Intent;
	/** There is a picture on the canvas. */
	readonly canEdit: boolean;
	/** Icons instead of text. */
	readonly isTight: boolean;
}

const INTENTS = [
	{ intent: "generate", icon: Sparkles },
	{ intent: "edit", icon: Brush },
] as const;

export function IntentSwitch({ intent, canEdit, isTight }: IntentSwitchProps) {
	const t = useTranslate();
	const name = useId();
	const keys = useKeyText("studio.intent");
	return (
		<fieldset className="hfis-ui-segments hfis-prompt-intent" data-is-tight={isTight || undefined}>
			<legend className="hfis-ui-visually-hidden">{t("prompt.intent")}</legend>
			<div className="hfis-ui-segments-options">
				{INTENTS.map(({ intent: value, icon: Icon }) => {
					const isDisabled = value === "edit" && !canEdit;
					const label = t(`prompt.intent.${value}`);
					const hint = t(isDisabled ? "prompt.intent.needsImage" : `prompt.intent.${value}.hint`);
					return (
						<label key={value} {...tooltipProps({ text: hint, keys, side: "above" })}>
							<input
								type="radio"
								name={name}
								value={value}
								aria-label={label}
								checked={value === intent}
								disabled={isDisabled}
								onChange={() => setIntent(value)}
								{...(value === intent ? {} : { [INTENT_ATTRIBUTE]: "" })}
							/>
							<span>{isTight ? <Icon size={15} aria-hidden="true" /> : label}</span>
						</label>
					);
				})}
			</div>
		</fieldset>
	);
}

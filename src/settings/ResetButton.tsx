// Resets a page of the settings to the initial values.
import { RotateCcw } from "lucide-react";
import { useTranslate } from "../i18n/locale";

interface ResetButtonProps {
	/** False: every setting has its initial value, and the button does nothing. */
	readonly isChanged: boolean;
	readonly onReset: () => void;
}

export function ResetButton({ isChanged, onReset }: ResetButtonProps) {
	const t = useTranslate();
	return (
		// aria-disabled instead of disabled, so that the button keeps the focus after it was pressed.
		<button
			type="button"
			className="hfis-ui-button hfis-settings-reset"
			aria-disabled={!isChanged}
			onClick={() => isChanged && onReset()}
		>
			<RotateCcw size={14} aria-hidden="true" />
			{t("settings.reset")}
		</button>
	);
}

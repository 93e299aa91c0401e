// Puts a page of the settings back as it was at first.
import { RotateCcw } from "lucide-react";
import { useTranslate } from "../i18n/locale";

interface ResetButtonProps {
	/** Nothing is otherwise than at first: there is nothing to press. */
	readonly isChanged: boolean;
	readonly onReset: () => void;
}

export function ResetButton({ isChanged, onReset }: ResetButtonProps) {
	const t = useTranslate();
	return (
		// Not disabled: whoever pressed it would lose the focus.
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

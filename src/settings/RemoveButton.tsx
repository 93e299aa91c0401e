// A button that removes something irrecoverable, such as a key. The first press asks, the second one removes.
import { type ReactNode, useState } from "react";
import { tooltipProps } from "../../ui";
import { useTranslate } from "../i18n/locale";

interface RemoveButtonProps {
	readonly label: string;
	readonly onRemove: () => void;
	readonly children: ReactNode;
}

export function RemoveButton({ label, onRemove, children }: RemoveButtonProps) {
	const t = useTranslate();
	const [isConfirming, setConfirming] = useState(false);
	return (
		<button
			type="button"
			className={`hfis-ui-button ${isConfirming ? "" : "hfis-ui-button-quiet"}`}
			aria-label={isConfirming ? undefined : label}
			{...tooltipProps({ text: label })}
			onClick={(event) => {
				if (!isConfirming) setConfirming(true);
				// A double click counts as one press.
				else if (event.detail < 2) {
					setConfirming(false);
					onRemove();
				}
			}}
			onBlur={() => setConfirming(false)}
		>
			{isConfirming ? t("settings.confirmRemove") : children}
		</button>
	);
}

// Removes what cannot be had back, a key above all: by a second press, once the first has asked.
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
	const [isAsking, setAsking] = useState(false);
	return (
		<button
			type="button"
			className={`hfis-ui-button ${isAsking ? "" : "hfis-ui-button-quiet"}`}
			aria-label={isAsking ? undefined : label}
			{...tooltipProps({ text: label })}
			onClick={(event) => {
				if (!isAsking) setAsking(true);
				// Two quick presses are one.
				else if (event.detail < 2) {
					setAsking(false);
					onRemove();
				}
			}}
			onBlur={() => setAsking(false)}
		>
			{isAsking ? t("settings.confirmRemove") : children}
		</button>
	);
}

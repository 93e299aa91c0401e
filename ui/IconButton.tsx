// A button with an icon, and text beside it where there is room. Its label is its accessible name and its tooltip.
import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import type { Side } from "./place";
import { useTabStop } from "./tabStop";
import { tooltipProps } from "./tooltipProps";

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "title"> {
	readonly icon: LucideIcon;
	readonly label: string;
	/** The shortcut in the tooltip, as the keyboard is labelled. */
	readonly keys?: string | undefined;
	readonly tooltipSide?: Side | undefined;
	/** Beside the icon: the label, or the part of it that is said. */
	readonly text?: string | undefined;
	readonly size?: number;
	readonly strokeWidth?: number;
	/** "strong": in the text's colour, and filled while it is pressed. */
	readonly tone?: "quiet" | "strong";
}

export function IconButton({
	icon: Icon,
	label,
	keys,
	tooltipSide,
	text,
	size = 18,
	strokeWidth,
	tone = "quiet",
	className = "",
	...rest
}: IconButtonProps) {
	const tabIndex = useTabStop();
	return (
		<button
			type="button"
			tabIndex={tabIndex}
			aria-label={label}
			className={`hfis-ui-icon-button ${tone === "strong" ? "hfis-ui-icon-button-strong" : ""} ${text === undefined ? "" : "hfis-ui-icon-button-named"} ${className}`}
			{...tooltipProps({ text: label, keys, side: tooltipSide })}
			{...rest}
		>
			<Icon size={size} {...(strokeWidth !== undefined && { strokeWidth })} aria-hidden="true" />
			{text}
		</button>
	);
}

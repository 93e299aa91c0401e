// A square button with an icon. Its label is its accessible name and its tooltip.
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
			className={`hfis-ui-icon-button ${tone === "strong" ? "hfis-ui-icon-button-strong" : ""} ${className}`}
			{...tooltipProps({ text: label, keys, side: tooltipSide })}
			{...rest}
		>
			<Icon size={size} {...(strokeWidth !== undefined && { strokeWidth })} aria-hidden="true" />
		</button>
	);
}

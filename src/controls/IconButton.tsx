// A square button with an icon; its label is what screen readers and the tooltip say.
import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes } from "react";
import { useTabStop } from "./tabStop";

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label" | "title"> {
	readonly icon: LucideIcon;
	readonly label: string;
	readonly size?: number;
}

export function IconButton({ icon: Icon, label, size = 18, className = "", ...rest }: IconButtonProps) {
	const tabIndex = useTabStop();
	return (
		<button
			type="button"
			tabIndex={tabIndex}
			aria-label={label}
			title={label}
			className={`hfis-icon-button ${className}`}
			{...rest}
		>
			<Icon size={size} aria-hidden="true" />
		</button>
	);
}

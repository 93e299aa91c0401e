// A button with an image's thumbnail.
import type { ComponentProps, MouseEventHandler } from "react";
import { Thumbnail } from "../../images/Thumbnail";

interface ThumbnailButtonProps extends Omit<ComponentProps<typeof Thumbnail>, "alt"> {
	readonly label: string;
	/** Set for a toggle button. */
	readonly isPressed?: boolean;
	readonly onClick: MouseEventHandler;
}

export function ThumbnailButton({ label, isPressed, onClick, ...picture }: ThumbnailButtonProps) {
	return (
		<button
			type="button"
			className="hfis-detail-small"
			title={label}
			aria-label={label}
			aria-pressed={isPressed}
			onClick={onClick}
		>
			<Thumbnail {...picture} alt="" />
		</button>
	);
}

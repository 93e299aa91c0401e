// A small picture to press.
import type { ComponentProps, MouseEventHandler } from "react";
import { Thumbnail } from "../../images/Thumbnail";

interface ThumbButtonProps extends Omit<ComponentProps<typeof Thumbnail>, "alt"> {
	/** What pressing it does. */
	readonly label: string;
	/** One of several: whether it is the one. */
	readonly isChosen?: boolean;
	readonly onClick: MouseEventHandler;
}

export function ThumbButton({ label, isChosen, onClick, ...picture }: ThumbButtonProps) {
	return (
		<button
			type="button"
			className="hfis-detail-small"
			title={label}
			aria-label={label}
			aria-pressed={isChosen}
			onClick={onClick}
		>
			<Thumbnail {...picture} alt="" />
		</button>
	);
}

// The list of images that can be mentioned. The text field keeps the focus and handles the keys.
import type { RefObject } from "react";
import { useTranslate } from "../../i18n/locale";
import { Thumbnail } from "../../images/Thumbnail";
import type { Library } from "../../library/library";
import type { RequestImage } from "../references/requestImages";

interface MentionListProps {
	readonly ref: RefObject<HTMLDivElement | null>;
	/** The list's id is `${id}-list`, an option's `${id}-${index}`. */
	readonly id: string;
	readonly library: Pick<Library, "getThumbnail">;
	readonly options: readonly { readonly image: RequestImage; readonly number: number }[];
	readonly active: number;
	readonly onActive: (index: number) => void;
	readonly onPick: (number: number) => void;
}

export function MentionList({ ref, id, library, options, active, onActive, onPick }: MentionListProps) {
	const t = useTranslate();
	return (
		<div
			ref={ref}
			popover="manual"
			role="listbox"
			id={`${id}-list`}
			aria-label={t("prompt.mentions")}
			className="hfis-ui-listbox hfis-prompt-mentions"
		>
			{options.map(({ image, number }, index) => (
				// biome-ignore lint/a11y/useKeyWithClickEvents: the text field keeps the focus and handles the keys.
				// biome-ignore lint/a11y/useFocusableInteractive: likewise, with aria-activedescendant.
				<div
					key={`${image.location} ${image.id}`}
					role="option"
					id={`${id}-${index}`}
					aria-selected={index === active}
					className={`hfis-ui-option ${index === active ? "hfis-ui-option-active" : ""}`}
					onPointerDown={(event) => event.preventDefault()}
					onClick={() => onPick(number)}
					onPointerMove={() => onActive(index)}
				>
					<Thumbnail library={library} sha256={image.image} alt="" />
					<b>{t("prompt.mention", { number })}</b>
					<span>{image.name}</span>
				</div>
			))}
		</div>
	);
}

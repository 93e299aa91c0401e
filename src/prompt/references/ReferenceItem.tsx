// One image of the reference strip: its thumbnail with its number, which can be dragged, and the button that removes it.
import { useSortable } from "@dnd-kit/sortable";
import { CSS } from "@dnd-kit/utilities";
import { Crosshair, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { tooltipProps } from "../../../ui";
import { useTranslate } from "../../i18n/locale";
import { Thumbnail } from "../../images/Thumbnail";
import type { Library } from "../../library/library";
import type { RequestImage } from "./requestImages";

interface ReferenceItemProps {
	readonly library: Pick<Library, "getThumbnail">;
	readonly image: RequestImage;
	/** Its place in the request, counted from 1. */
	readonly number: number;
	/** The id of the element that describes the keys. */
	readonly hintId: string;
	readonly onKeyDown: (event: KeyboardEvent) => void;
	readonly onMention: () => void;
	readonly onRemove: () => void;
}

export const sortableId = ({ location, id }: RequestImage): string => `${location} ${id}`;

export function ReferenceItem(props: ReferenceItemProps) {
	const { library, image, number, hintId, onKeyDown, onMention, onRemove } = props;
	const { name, isTarget } = image;
	const t = useTranslate();
	const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({
		id: sortableId(image),
		disabled: isTarget,
	});
	const label = t(isTarget ? "prompt.references.target" : "prompt.references.number", { number, name });
	const removeLabel = t("prompt.references.remove", { name });
	return (
		<li
			ref={setNodeRef}
			className="hfis-references-item"
			style={{ transform: CSS.Translate.toString(transform), transition, ...(isDragging ? { zIndex: 1 } : {}) }}
			data-is-dragged={isDragging || undefined}
		>
			<button
				ref={setActivatorNodeRef}
				type="button"
				className="hfis-references-face"
				aria-label={label}
				aria-describedby={isTarget ? undefined : hintId}
				title={label}
				onKeyDown={onKeyDown}
				onClick={onMention}
				{...listeners}
			>
				<Thumbnail library={library} sha256={image.image} alt="" />
				<span className="hfis-references-number">{number}</span>
				{isTarget ? <Crosshair className="hfis-references-target" size={13} aria-hidden="true" /> : null}
			</button>
			{isTarget ? null : (
				<button
					type="button"
					className="hfis-references-remove"
					aria-label={removeLabel}
					{...tooltipProps({ text: removeLabel, side: "above" })}
					tabIndex={-1}
					onClick={onRemove}
				>
					<X size={12} aria-hidden="true" />
				</button>
			)}
		</li>
	);
}

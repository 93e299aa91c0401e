// The outputs of a task: the chosen one large, and thumbnails of all to choose from.
import { useTranslate } from "../../i18n/locale";
import { Thumbnail } from "../../images/Thumbnail";
import { useStoredImages } from "../../images/useStoredImages";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import { openLightbox } from "../../lightbox/lightboxState";
import { PartialImage } from "../PartialImage";
import { ThumbnailButton } from "./ThumbnailButton";

interface OutputsProps {
	readonly task: TaskRecord;
	/** The shown output's position among the received outputs. */
	readonly position: number;
	readonly library: Pick<Library, "getImage" | "getThumbnail">;
	readonly onChoose: (position: number) => void;
	/** Shown while there is no output. */
	readonly state: string;
	readonly preview: Blob | undefined;
}

export function Outputs({ task, position, library, onChoose, state, preview }: OutputsProps) {
	const t = useTranslate();
	const shown = task.outputs[position];
	const fullImage = useStoredImages(library, shown ? [shown.image] : []).get(shown?.image ?? "");
	if (!shown) {
		return (
			<div className="hfis-detail-picture hfis-card-state">
				{preview ? <PartialImage blob={preview} alt={t("tasks.previewAlt", { prompt: task.prompt })} /> : null}
				<span>{state}</span>
			</div>
		);
	}
	const nameOf = (index: number): string => t("detail.output", { number: index + 1 });
	const alt = t("tasks.pictureAlt", { prompt: task.prompt });
	return (
		<>
			<button
				type="button"
				className="hfis-detail-picture"
				style={{ aspectRatio: `${shown.width} / ${shown.height}` }}
				aria-label={t("detail.fullView", { name: nameOf(position) })}
				title={t("lightbox.open")}
				aria-keyshortcuts="F"
				onClick={() => openLightbox(task.id, position)}
			>
				{fullImage ? (
					<img className="hfis-detail-image" src={fullImage.url} alt={alt} draggable={false} />
				) : (
					<Thumbnail library={library} sha256={shown.image} alt={alt} />
				)}
			</button>
			{task.outputs.length > 1 ? (
				<fieldset className="hfis-detail-strip" aria-label={t("detail.outputs")}>
					{task.outputs.map(({ index, image }, place) => (
						<ThumbnailButton
							key={index}
							library={library}
							sha256={image}
							label={nameOf(place)}
							isPressed={place === position}
							onClick={() => onChoose(place)}
						/>
					))}
				</fieldset>
			) : null}
		</>
	);
}

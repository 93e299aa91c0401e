// The input images of a task: the edited picture with a coloured mask overlay, as on the canvas, and the references.
import { type CSSProperties, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import { useStoredImages } from "../../images/useStoredImages";
import type { Library } from "../../library/library";
import type { TaskRecord } from "../../library/records";
import { openLightbox } from "../../lightbox/lightboxState";
import { ThumbnailButton } from "./ThumbnailButton";

interface InputsProps {
	readonly task: TaskRecord;
	readonly library: Pick<Library, "getImage" | "getThumbnail">;
}

export function Inputs({ task, library }: InputsProps) {
	const t = useTranslate();
	const [isMaskShown, setMaskShown] = useState(true);
	const { target, references, drawing: copy, editMask, markup } = task.inputs;
	const images = useStoredImages(
		library,
		[target, editMask, markup].flatMap((image) => image ?? []),
	);
	const picture = images.get(target ?? "");
	const mask = isMaskShown ? images.get(editMask ?? "")?.url : undefined;
	const drawing = isMaskShown ? images.get(markup ?? "")?.url : undefined;
	const hasMask = editMask !== undefined || markup !== undefined;
	if (!target && references.length === 0) return null;
	return (
		<section>
			<h3>
				{t("detail.inputs")}
				{hasMask ? (
					<button
						type="button"
						className="hfis-ui-button hfis-ui-button-quiet"
						aria-pressed={isMaskShown}
						onClick={() => setMaskShown(!isMaskShown)}
					>
						{t("requestPreview.guide.mask")}
					</button>
				) : null}
			</h3>
			<div className="hfis-detail-inputs">
				{picture ? (
					<button
						type="button"
						className="hfis-detail-target"
						aria-label={t("detail.fullView", { name: t("detail.sourceImage") })}
						onClick={() => openLightbox(task.id, -1)}
					>
						<img src={picture.url} alt={t(mask ? "detail.maskedSourceImage" : "detail.sourceImage")} />
						{/* Transparent means edit in a mask that is sent. */}
						{mask ? <span style={{ "--hfis-mask": `url("${mask}")` } as CSSProperties} /> : null}
						{drawing ? <img src={drawing} alt="" /> : null}
					</button>
				) : null}
				{[...references, ...(copy ? [copy] : [])].map((image, index) => {
					const label = t("detail.fullView", { name: t("detail.reference", { number: index + 1 }) });
					// The same image may be sent twice.
					return (
						<ThumbnailButton
							key={index}
							library={library}
							sha256={image}
							label={label}
							onClick={() => openLightbox(task.id, (target ? -2 : -1) - index)}
						/>
					);
				})}
			</div>
		</section>
	);
}

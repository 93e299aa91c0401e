// A picture in the library by picture. A press opens the full view; its buttons exist while the pointer or the focus is on it.
import { Ellipsis, Star } from "lucide-react";
import { memo, useState } from "react";
import { IconButton, TabStop } from "../../../ui";
import { useTranslate } from "../../i18n/locale";
import { Thumbnail } from "../../images/Thumbnail";
import type { ThumbnailSource } from "../../images/thumbnailUrls";
import type { TaskRecord } from "../../library/records";
import type { ListedPicture } from "../../library/taskSearch";
import { openLightbox } from "../../lightbox/lightboxState";
import type { TaskActions } from "../taskActions";
import { labelWithCaution, menuItemForKey, menuItemsFor, type TaskMenuItemId, type TaskSelection } from "../taskMenu";

interface PictureCellProps {
	readonly picture: ListedPicture;
	/** undefined: not read yet. */
	readonly task: TaskRecord | undefined;
	readonly isStarred: boolean;
	readonly isActive: boolean;
	readonly thumbnails: ThumbnailSource;
	readonly actions: TaskActions;
	readonly onMenu: (id: string, at: DOMRect) => void;
}

const BUTTONS: readonly TaskMenuItemId[] = ["favourite", "edit", "reference"];

export const PictureCell = memo(function PictureCell(props: PictureCellProps) {
	const { picture, task, isStarred, isActive, thumbnails, actions, onMenu } = props;
	const t = useTranslate();
	const [isHovered, setHovered] = useState(false);
	const [hasFocus, setFocus] = useState(false);
	const prompt = task?.prompt ?? "";
	const selection: TaskSelection | undefined = task && {
		ids: [task.id],
		task,
		index: picture.index,
		areFavourites: isStarred,
	};
	const open = (): void => {
		const position = task?.outputs.findIndex(({ index }) => index === picture.index) ?? 0;
		openLightbox(picture.task, Math.max(0, position));
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the button inside.
		<div
			className="hfis-pictures-cell"
			onPointerEnter={({ pointerType }) => setHovered(pointerType !== "touch")}
			onPointerLeave={() => setHovered(false)}
			onFocus={() => setFocus(true)}
			onBlur={({ currentTarget, relatedTarget }) => setFocus(currentTarget.contains(relatedTarget))}
			onKeyDown={(event) => {
				if (event.defaultPrevented || !selection) return;
				const isView = event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey && !event.altKey;
				const item = menuItemForKey(event, selection);
				if (isView) open();
				else if (event.key === "Delete") actions.remove(selection.ids);
				else if (item) item.run(actions, selection);
				else return;
				event.preventDefault();
				event.stopPropagation();
			}}
		>
			<button
				type="button"
				className="hfis-pictures-show"
				tabIndex={isActive ? 0 : -1}
				aria-label={t("tasks.openPicture", { prompt })}
				aria-keyshortcuts="F S E R Delete"
				onClick={open}
			>
				<Thumbnail library={thumbnails} sha256={picture.image} alt={t("tasks.pictureAlt", { prompt })} />
			</button>
			{isStarred ? (
				<span className="hfis-pictures-star" role="img" aria-label={t("tasks.starred")}>
					<Star size={13} fill="currentColor" aria-hidden="true" />
				</span>
			) : null}
			{(isHovered || hasFocus) && selection ? (
				<div className="hfis-pictures-actions">
					<TabStop value={isActive}>
						{menuItemsFor(selection)
							.filter(({ id }) => BUTTONS.includes(id))
							.sort((a, b) => BUTTONS.indexOf(a.id) - BUTTONS.indexOf(b.id))
							.map((item) => (
								<IconButton
									key={item.id}
									icon={item.id === "favourite" ? Star : item.icon(selection)}
									size={15}
									label={labelWithCaution(item, selection, t)}
									keys={item.key}
									className={item.id === "favourite" && isStarred ? "hfis-ui-icon-button-marked" : ""}
									onClick={() => item.run(actions, selection)}
								/>
							))}
						<IconButton
							icon={Ellipsis}
							size={15}
							label={t("tasks.actions")}
							aria-haspopup="menu"
							onClick={({ currentTarget }) => onMenu(picture.id, currentTarget.getBoundingClientRect())}
						/>
					</TabStop>
				</div>
			) : null}
		</div>
	);
});

// The library by picture: every output in justified rows at its true ratio, laid out from the stored sizes.
import { type RefObject, useCallback, useMemo, useState } from "react";
import { useTranslate } from "../../i18n/locale";
import type { ThumbnailSource } from "../../images/thumbnailUrls";
import type { Library } from "../../library/library";
import { isPictureStarred } from "../../library/stars";
import type { TaskFilter } from "../../library/taskQuery";
import { CardMenu } from "../CardMenu";
import { justifiedLayout } from "../grid/gridLayout";
import { useCellMenu } from "../grid/useCellMenu";
import { useFavourites, useTaskRecords } from "../grid/useTaskList";
import { VirtualGrid } from "../grid/VirtualGrid";
import type { TaskActions } from "../taskActions";
import { PictureCell } from "./PictureCell";
import { usePictureList } from "./usePictureList";

interface PictureGridProps {
	readonly library: Pick<Library, "watchPictures" | "watchTasksOf" | "watchFavourites">;
	readonly thumbnails: ThumbnailSource;
	readonly filter: TaskFilter;
	/** The height that rows come as near to as they can, in CSS pixels. */
	readonly rowHeight: number;
	readonly scroller: RefObject<HTMLDivElement | null>;
	/** Of the scroller's content. */
	readonly width: number;
	readonly actions: TaskActions;
}

const GAP = 8;

export function PictureGrid({ library, thumbnails, filter, rowHeight, scroller, width, actions }: PictureGridProps) {
	const t = useTranslate();
	const found = usePictureList(library, filter);
	const { tasks, onVisible } = useTaskRecords(library);
	const favourites = useFavourites(library);
	const [menu, setMenu] = useState<{ readonly id: string; readonly at: DOMRect } | null>(null);
	const openMenu = useCallback((id: string, at: DOMRect) => setMenu({ id, at }), []);
	const isMenuKey = useCellMenu(scroller, openMenu, openMenu);

	const pictures = found?.pictures;
	const ids = useMemo(() => pictures?.map(({ id }) => id) ?? [], [pictures]);
	const byId = useMemo(() => new Map(pictures?.map((picture) => [picture.id, picture])), [pictures]);
	const ratios = useMemo(() => pictures?.map(ratioOf) ?? [], [pictures]);
	const layout = useMemo(
		() => justifiedLayout({ ratios, gap: GAP, width, rowHeight: Math.min(rowHeight, Math.max(80, width - 2 * GAP)) }),
		[ratios, width, rowHeight],
	);
	const onPicturesVisible = useCallback(
		(visible: readonly string[], isScrolling: boolean) =>
			onVisible([...new Set(visible.flatMap((id) => byId.get(id)?.task ?? []))], isScrolling),
		[byId, onVisible],
	);
	const renderCell = useCallback(
		(id: string, isActive: boolean) => {
			const picture = byId.get(id);
			return picture ? (
				<PictureCell
					picture={picture}
					task={tasks.get(picture.task)}
					isStarred={isPictureStarred(favourites, picture.task, picture.index)}
					isActive={isActive}
					thumbnails={thumbnails}
					actions={actions}
					onMenu={openMenu}
				/>
			) : null;
		},
		[byId, tasks, favourites, thumbnails, actions, openMenu],
	);
	const chosen = menu && byId.get(menu.id);
	const task = chosen && tasks.get(chosen.task);
	if (pictures === undefined) return null;
	if (pictures.length === 0) {
		return (
			<div className="hfis-tasks-empty">
				<p>{t("tasks.noPicturesYet")}</p>
			</div>
		);
	}
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: opens the menu of the focused cell.
		<div
			onKeyDown={(event) => {
				if (!isMenuKey(event)) return;
				event.preventDefault();
				event.stopPropagation();
			}}
		>
			<VirtualGrid
				ids={ids}
				query={found?.filter}
				label={t("tasks.pictures")}
				layout={layout}
				renderCell={renderCell}
				onVisible={onPicturesVisible}
				scroller={scroller}
			/>
			{menu && chosen && task ? (
				<CardMenu
					at={menu.at}
					selection={{
						ids: [task.id],
						task,
						index: chosen.index,
						areFavourites: isPictureStarred(favourites, task.id, chosen.index),
					}}
					actions={actions}
					onClose={() => setMenu(null)}
				/>
			) : null}
		</div>
	);
}

/** Images of unknown size are shown as squares. */
const ratioOf = ({ width, height }: { readonly width: number; readonly height: number }): number =>
	width > 0 && height > 0 ? width / height : 1;

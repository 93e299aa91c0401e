// The pane of the tasks beside the canvas or as a gallery, newest first: search and filters, selection, menus, dragging.
import { Images, SearchX } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useElementWidth } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { isTaskStarred } from "../library/stars";
import { isEmptyFilter, type TaskFilter } from "../library/taskQuery";
import { CardMenu } from "./CardMenu";
import { type ColumnsChoice, ColumnsControl } from "./ColumnsControl";
import { DragGhost } from "./DragGhost";
import { columnsIn } from "./grid/columns";
import { uniformLayout } from "./grid/gridLayout";
import { useCellDrag } from "./grid/useCellDrag";
import { cellOf, useCellMenu } from "./grid/useCellMenu";
import { useSelection } from "./grid/useSelection";
import { useTaskList } from "./grid/useTaskList";
import { VirtualGrid } from "./grid/VirtualGrid";
import { PreparingCard } from "./PreparingCard";
import { PictureGrid } from "./pictures/PictureGrid";
import { RunningTasks } from "./pictures/RunningTasks";
import { clampPictureHeight, type ViewChoice, ViewControls } from "./pictures/ViewControls";
import { SearchBar } from "./SearchBar";
import { SelectionBar } from "./SelectionBar";
import { TaskCard } from "./TaskCard";
import { TaskCell } from "./TaskCell";
import type { TaskActions } from "./taskActions";
import { menuItemForKey, type TaskSelection } from "./taskMenu";

interface TaskPaneProps {
	readonly library: Pick<
		Library,
		"watchTaskIds" | "watchPictures" | "watchTasksOf" | "watchModels" | "watchFavourites" | "getThumbnail" | "getImage"
	>;
	/** The pane fills the whole workspace. */
	readonly isGallery: boolean;
	readonly filter: TaskFilter;
	readonly onFilter: (filter: TaskFilter) => void;
	readonly columns: ColumnsChoice;
	readonly view: ViewChoice;
	readonly actions: TaskActions;
	readonly onShowCloudOutputs: (() => void) | undefined;
	readonly onShowBin: () => void;
	/** Leads to the prompt; before the search bar, and again before the tasks. */
	readonly skipLink: ReactNode;
}

const NONE: readonly string[] = [];
const GAP = 10;
/** The least widths of a card, in CSS pixels. */
const CARD_WIDTH = 124;
const GALLERY_CARD_WIDTH = 190;
/** The size of a thumbnail in device pixels. Larger cards show the image itself, because its thumbnail would be blurred. */
const THUMBNAIL_SIZE = 720;
const TYPICAL_RATIO = 1.5;
/** Large images take more memory, so that fewer of them are kept when they are out of view. */
const KEPT_LARGE = 24;
/** The drop targets of a dragged card. The prompt bar lies over the canvas and is tested first. */
const DROP_TARGETS = { reference: ".hfis-prompt", canvas: ".hfis-shell-canvas" };
/** From this width on, a card's buttons are beside its labels. */
const ROOMY_WIDTH = 200;
/** From this width on, the gallery's bar has room for both views by name and the size of the pictures. */
const ROOMY_PANE_WIDTH = 640;
/** A card's height: a square image and the text below it. */
const cardHeight = (width: number): number => width + (width < ROOMY_WIDTH ? 112 : 88);

export function TaskPane(props: TaskPaneProps) {
	const { library, isGallery, filter, onFilter, columns, view, actions, onShowCloudOutputs, onShowBin, skipLink } =
		props;
	const { isByPicture } = view;
	const pictureHeight = clampPictureHeight(view.pictureHeight);
	const t = useTranslate();
	const scroller = useRef<HTMLDivElement>(null);
	const width = useElementWidth(scroller);
	const { shown, most: max } = columnsIn(width, GAP, {
		wanted: columns.requested,
		cardWidth: isGallery ? GALLERY_CARD_WIDTH : CARD_WIDTH,
	});
	const cardWidth = (width - GAP) / shown - GAP;
	const isLarge = (isByPicture ? pictureHeight * TYPICAL_RATIO : cardWidth) * devicePixelRatio > THUMBNAIL_SIZE;
	const cardLibrary = useMemo(
		() =>
			isLarge
				? { getThumbnail: async (sha256: string) => (await library.getImage(sha256))?.blob, keptUnused: KEPT_LARGE }
				: library,
		[library, isLarge],
	);
	const list = useTaskList(library, filter);
	const { ids, tasks, favourites } = list;
	const { selection, onSelect, onExtend, onRubberBand, selectAll, clear } = useSelection(ids);
	const { stages, progress, saveProblems } = useTaskProgress();
	const selected = isByPicture ? NONE : [...selection.ids];
	const [menu, setMenu] = useState<{ readonly id: string; readonly at: DOMRect } | null>(null);
	/** The whole selection, if the task is part of it; otherwise the task alone. */
	const selectionWith = (id: string): readonly string[] => (selection.ids.has(id) ? selected : [id]);

	const toSelection = (taskIds: readonly string[], task?: TaskRecord): TaskSelection => ({
		ids: taskIds,
		...(task && taskIds.length === 1 && { task }),
		areFavourites: taskIds.every((id) => isTaskStarred(favourites, tasks.get(id) ?? { id, outputs: [] })),
	});
	const openMenu = useCallback((id: string, at: DOMRect) => setMenu({ id, at }), []);
	const isMenuKey = useCellMenu(scroller, openMenu, (id, at) => {
		if (isByPicture) return;
		if (selected.length > 0) openMenu(id, at);
		else onSelect(id, { isAdding: true, isRange: false });
	});
	const ghost = useRef<HTMLDivElement>(null);
	const dragged = useCellDrag(scroller, ghost, {
		handle: ".hfis-card-show",
		canDrag: (id) => !isGallery && tasks.has(id),
		targets: DROP_TARGETS,
		onDrop(id, target) {
			const task = tasks.get(id);
			if (target === "reference") actions.useAsReference(selectionWith(id));
			else if (task) actions.editOnCanvas(task);
		},
	});
	const draggedTask = dragged && tasks.get(dragged.id);
	/** Runs the action with this key on the focused card. */
	const runItem = (event: KeyboardEvent): boolean => {
		const id = cellOf(event.target);
		const task = id === undefined ? undefined : tasks.get(id);
		const chosen = task && toSelection([task.id], task);
		const item = chosen && menuItemForKey(event, chosen);
		item?.run(actions, chosen as TaskSelection);
		return item !== undefined;
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		// Keys in the search field do not apply to the selection.
		if (isByPicture || (event.target as Element).closest("search")) return;
		const hasSelection = selected.length > 0;
		if (event.key === "Escape" && hasSelection) clear();
		else if ((event.key === "Delete" || event.key === "Backspace") && hasSelection) actions.remove(selected);
		else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) selectAll();
		else if (!isMenuKey(event) && !runItem(event)) return;
		event.preventDefault();
		event.stopPropagation();
	};

	const isSelecting = selected.length > 0;
	const renderCell = useCallback(
		(id: string, isActive: boolean, isComplete: boolean) => {
			const task = tasks.get(id);
			return task ? (
				<TaskCell {...{ id, isActive, isComplete, isSelecting, onSelect }} isSelected={selection.ids.has(id)}>
					<TaskCard
						task={task}
						isFavourite={isTaskStarred(favourites, task)}
						isComplete={isComplete}
						stage={stages[id]}
						live={progress[id]}
						problem={saveProblems[id]}
						library={cardLibrary}
						actions={actions}
						onMenu={openMenu}
					/>
				</TaskCell>
			) : (
				<div className="hfis-card hfis-card-blank" />
			);
		},
		[
			tasks,
			favourites,
			selection.ids,
			isSelecting,
			stages,
			progress,
			saveProblems,
			cardLibrary,
			actions,
			onSelect,
			openMenu,
		],
	);
	const count = ids?.length ?? 0;
	const layout = useMemo(
		() => uniformLayout({ count, columns: shown, gap: GAP, width, heightFor: cardHeight }),
		[count, shown, width],
	);

	const isUnfiltered = isEmptyFilter(filter);
	const isSearching = list.filter !== filter;
	return (
		<aside
			className="hfis-tasks"
			data-gallery={isGallery || undefined}
			aria-label={t("tasks.title")}
			aria-busy={isSearching}
			onKeyDown={onKeyDown}
		>
			{skipLink}
			{list.total > 0 || onShowCloudOutputs ? (
				<SearchBar {...{ library, filter, onShowCloudOutputs, onShowBin }} onChange={onFilter}>
					{max > 2 && !isByPicture ? <ColumnsControl {...columns} {...{ shown, max }} /> : null}
					<ViewControls {...view} isRoomy={isGallery && width >= ROOMY_PANE_WIDTH} />
				</SearchBar>
			) : null}
			<div className={isUnfiltered ? "hfis-ui-visually-hidden" : "hfis-find-found"}>
				<p role="status">
					{ids && !isUnfiltered && !isSearching ? t("tasks.found", { count: ids.length, total: list.total }) : ""}
				</p>
				{!isUnfiltered && ids?.length ? (
					<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={() => onFilter({})}>
						{t("tasks.showAll")}
					</button>
				) : null}
			</div>
			<PreparingCard />
			{isByPicture ? <RunningTasks library={library} actions={actions} /> : null}
			{list.total > 0 ? skipLink : null}
			<div ref={scroller} className="hfis-tasks-scroll" data-roomy={cardWidth >= ROOMY_WIDTH}>
				{ids?.length === 0 ? (
					<div className="hfis-tasks-empty">
						{isUnfiltered ? <Images size={22} aria-hidden="true" /> : <SearchX size={22} aria-hidden="true" />}
						<p>{t(isUnfiltered ? "tasks.empty" : "tasks.noneFound")}</p>
						{isUnfiltered ? <p className="hfis-tasks-empty-more">{t("firstRun.tasksHint")}</p> : null}
						{isUnfiltered ? null : (
							<button type="button" className="hfis-ui-button" onClick={() => onFilter({})}>
								{t("tasks.showAll")}
							</button>
						)}
					</div>
				) : null}
				{ids && ids.length > 0 && isByPicture ? (
					<PictureGrid
						{...{ library, filter, scroller, width, actions }}
						thumbnails={cardLibrary}
						rowHeight={pictureHeight}
					/>
				) : null}
				{ids && ids.length > 0 && !isByPicture ? (
					<VirtualGrid
						ids={ids}
						query={list.filter}
						label={t("tasks.title")}
						layout={layout}
						renderCell={renderCell}
						selected={selection.ids}
						onRubberBand={onRubberBand}
						onExtend={onExtend}
						onVisible={list.onVisible}
						scroller={scroller}
					/>
				) : null}
			</div>
			{selected.length > 0 ? (
				<SelectionBar selection={toSelection(selected)} actions={actions} onSelectAll={selectAll} onClear={clear} />
			) : null}
			{dragged && draggedTask ? (
				<DragGhost
					ref={ghost}
					dragging={dragged}
					task={draggedTask}
					count={selectionWith(dragged.id).length}
					library={library}
				/>
			) : null}
			{menu && !isByPicture ? (
				<CardMenu
					at={menu.at}
					selection={toSelection(selectionWith(menu.id), tasks.get(menu.id))}
					actions={actions}
					onClose={() => setMenu(null)}
				/>
			) : null}
		</aside>
	);
}

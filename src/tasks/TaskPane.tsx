// The tasks beside the canvas, newest first: found by words, selected, looked at one by one.
import { Images, SearchX } from "lucide-react";
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { useElementWidth } from "../../ui";
import { useTranslate } from "../i18n/locale";
import { useTaskProgress } from "../jobs/taskProgress";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { isEmptyFilter, type TaskFilter } from "../library/taskQuery";
import { CardMenu } from "./CardMenu";
import { type ColumnsChoice, ColumnsControl } from "./ColumnsControl";
import { DragGhost } from "./DragGhost";
import { FindBar } from "./FindBar";
import { columnsIn } from "./grid/columns";
import { useCellDrag } from "./grid/useCellDrag";
import { useCellMenu } from "./grid/useCellMenu";
import { useSelection } from "./grid/useSelection";
import { useTaskList } from "./grid/useTaskList";
import { VirtualGrid } from "./grid/VirtualGrid";
import { SelectionBar } from "./SelectionBar";
import { TaskCard } from "./TaskCard";
import { TaskCell } from "./TaskCell";
import type { TaskActions } from "./taskActions";
import type { Chosen } from "./taskMenu";

interface TaskPaneProps {
	readonly library: Pick<
		Library,
		"watchTaskIds" | "watchTasksOf" | "watchModels" | "watchFavourites" | "getThumbnail" | "getImage"
	>;
	/** It has the whole workspace. */
	readonly isGallery: boolean;
	readonly filter: TaskFilter;
	readonly onFilter: (filter: TaskFilter) => void;
	readonly columns: ColumnsChoice;
	readonly actions: TaskActions;
	readonly onShowSaved: (() => void) | undefined;
}

const GAP = 10;
/** A card by itself is at least so wide. */
const CARD_WIDTH = 124;
const GALLERY_CARD_WIDTH = 190;
/** Device pixels; in a larger card a thumbnail is blurred, and the picture itself is shown. */
const THUMBNAIL_ENOUGH = 720;
/** What takes a picture that is dragged there: the bar lies over the canvas. */
const DROP_TARGETS = { reference: ".hfis-prompt", canvas: ".hfis-shell-canvas" };
/** From here on a card has room for its buttons beside its facts; as the stylesheet has it. */
const ROOMY_WIDTH = 200;
/** Under a card's square picture. */
const heightOf = (width: number): number => width + (width < ROOMY_WIDTH ? 112 : 88);

export function TaskPane(props: TaskPaneProps) {
	const { library, isGallery, filter, onFilter, columns, actions, onShowSaved } = props;
	const t = useTranslate();
	const scroller = useRef<HTMLDivElement>(null);
	const width = useElementWidth(scroller);
	const { shown, most } = columnsIn(width, GAP, {
		wanted: columns.wanted,
		cardWidth: isGallery ? GALLERY_CARD_WIDTH : CARD_WIDTH,
	});
	const isLarge = ((width - GAP) / shown - GAP) * devicePixelRatio > THUMBNAIL_ENOUGH;
	const pictures = useMemo(
		() => (isLarge ? { getThumbnail: async (sha256: string) => (await library.getImage(sha256))?.blob } : library),
		[library, isLarge],
	);
	const list = useTaskList(library, filter);
	const { ids, tasks, favourites } = list;
	const { selection, onSelect, onExtend, onRubberBand, selectAll, clear } = useSelection(ids);
	const { stages, progress: lives, saveProblems } = useTaskProgress();
	const selected = [...selection.ids];
	const [menu, setMenu] = useState<{ readonly id: string; readonly at: DOMRect } | null>(null);
	/** All that is selected, where it is one of them. */
	const withIt = (id: string): readonly string[] => (selection.ids.has(id) ? selected : [id]);

	const choose = (some: readonly string[], task?: TaskRecord): Chosen => ({
		ids: some,
		...(task && some.length === 1 && { task }),
		areFavourites: some.every((id) => favourites.has(id)),
	});
	const openMenu = useCallback((id: string, at: DOMRect) => setMenu({ id, at }), []);
	const isMenuKey = useCellMenu(scroller, openMenu, (id, at) => {
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
			if (target === "reference") actions.useAsReference(withIt(id));
			else if (task) actions.editOnCanvas(task);
		},
	});
	const draggedTask = dragged && tasks.get(dragged.id);
	const onKeyDown = (event: KeyboardEvent): void => {
		// What is looked for is not about what is selected.
		if ((event.target as Element).closest("search")) return;
		const hasSome = selected.length > 0;
		if (event.key === "Escape" && hasSome) clear();
		else if ((event.key === "Delete" || event.key === "Backspace") && hasSome) actions.remove(selected);
		else if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey)) selectAll();
		else if (!isMenuKey(event)) return;
		event.preventDefault();
		event.stopPropagation();
	};

	const renderCell = (id: string, isActive: boolean) => {
		const task = tasks.get(id);
		return task ? (
			<TaskCell
				id={id}
				isActive={isActive}
				isSelected={selection.ids.has(id)}
				isSelecting={selected.length > 0}
				onSelect={onSelect}
			>
				<TaskCard
					task={task}
					isFavourite={favourites.has(id)}
					stage={stages[id]}
					live={lives[id]}
					problem={saveProblems[id]}
					library={pictures}
					actions={actions}
					onMenu={openMenu}
				/>
			</TaskCell>
		) : (
			<div className="hfis-card hfis-card-blank" />
		);
	};

	const isEverything = isEmptyFilter(filter);
	const isFinding = list.filter !== filter;
	return (
		<aside
			className="hfis-tasks"
			data-gallery={isGallery || undefined}
			aria-label={t("tasks.title")}
			aria-busy={isFinding}
			onKeyDown={onKeyDown}
		>
			{list.total > 0 || onShowSaved ? (
				<FindBar library={library} filter={filter} onChange={onFilter} onShowSaved={onShowSaved}>
					{most > 2 ? <ColumnsControl {...columns} {...{ shown, most }} /> : null}
				</FindBar>
			) : null}
			<div className={isEverything ? "hfis-ui-visually-hidden" : "hfis-find-found"}>
				<p role="status">
					{ids && !isEverything && !isFinding ? t("tasks.found", { count: ids.length, total: list.total }) : ""}
				</p>
				{!isEverything && ids?.length ? (
					<button type="button" className="hfis-ui-button hfis-ui-button-quiet" onClick={() => onFilter({})}>
						{t("tasks.showAll")}
					</button>
				) : null}
			</div>
			<div ref={scroller} className="hfis-tasks-scroll">
				{ids?.length === 0 ? (
					<div className="hfis-tasks-empty">
						{isEverything ? <Images size={22} aria-hidden="true" /> : <SearchX size={22} aria-hidden="true" />}
						<p>{t(isEverything ? "tasks.empty" : "tasks.noneFound")}</p>
						{isEverything ? <p className="hfis-tasks-empty-more">{t("first.tasks")}</p> : null}
						{isEverything ? null : (
							<button type="button" className="hfis-ui-button" onClick={() => onFilter({})}>
								{t("tasks.showAll")}
							</button>
						)}
					</div>
				) : null}
				{ids && ids.length > 0 ? (
					<VirtualGrid
						ids={ids}
						query={list.filter}
						label={t("tasks.title")}
						columns={shown}
						gap={GAP}
						cellHeightFor={heightOf}
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
				<SelectionBar chosen={choose(selected)} actions={actions} onSelectAll={selectAll} onClear={clear} />
			) : null}
			{dragged && draggedTask ? (
				<DragGhost
					ref={ghost}
					dragging={dragged}
					task={draggedTask}
					count={withIt(dragged.id).length}
					library={library}
				/>
			) : null}
			{menu ? (
				<CardMenu
					at={menu.at}
					chosen={choose(withIt(menu.id), tasks.get(menu.id))}
					actions={actions}
					onClose={() => setMenu(null)}
				/>
			) : null}
		</aside>
	);
}

// The tasks beside the canvas, newest first: found by words, selected, looked at one by one.
import { Images, SearchX } from "lucide-react";
import { type KeyboardEvent, useCallback, useDeferredValue, useRef } from "react";
import { useTranslate } from "../i18n/locale";
import { useLiveTasks } from "../jobs/live";
import { isEmptyFilter, type TaskFilter } from "../library/find";
import type { Library } from "../library/library";
import type { TaskDeeds } from "./deeds";
import { FindBar } from "./FindBar";
import { useSelection } from "./grid/useSelection";
import { useTaskList } from "./grid/useTaskList";
import { useWidth } from "./grid/useWidth";
import { VirtualGrid } from "./grid/VirtualGrid";
import { SelectionBar } from "./SelectionBar";
import { TaskCard } from "./TaskCard";
import { TaskCell } from "./TaskCell";

interface TaskPaneProps {
	readonly library: Pick<Library, "watchTaskIds" | "watchTasksOf" | "watchModels" | "watchFavourites" | "getThumbnail">;
	/** It has the whole workspace. */
	readonly isGallery: boolean;
	readonly filter: TaskFilter;
	readonly onFilter: (filter: TaskFilter) => void;
	readonly deeds: TaskDeeds;
	readonly onShowSaved: (() => void) | undefined;
}

const GAP = 10;
/** A card is at least so wide. */
const CARD_WIDTH = 124;
const GALLERY_CARD_WIDTH = 190;
const MOST_COLUMNS = 8;
/** Under a card's square picture. */
const TEXT_HEIGHT = 78;
const heightOf = (width: number): number => width + TEXT_HEIGHT;

export function TaskPane(props: TaskPaneProps) {
	const { library, isGallery, filter, onFilter, deeds, onShowSaved } = props;
	const t = useTranslate();
	const scroller = useRef<HTMLDivElement>(null);
	const cardWidth = isGallery ? GALLERY_CARD_WIDTH : CARD_WIDTH;
	const columns = Math.min(MOST_COLUMNS, Math.max(1, Math.floor((useWidth(scroller) - GAP) / (cardWidth + GAP))));
	// Typing goes first, the list follows.
	const list = useTaskList(library, useDeferredValue(filter));
	const { ids, tasks, favourites } = list;
	const { selection, onSelect, onBand, selectAll, clear } = useSelection(ids);
	const { stages, tasks: lives, problems } = useLiveTasks();
	const chosen = [...selection.ids];

	const setFavourite = useCallback(
		(id: string, isFavourite: boolean) => deeds.setFavourite([id], isFavourite),
		[deeds],
	);
	const remove = (): void => {
		deeds.remove(chosen);
		clear();
	};
	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.target instanceof HTMLInputElement) return;
		if (event.key === "Escape" && chosen.length > 0) clear();
		else if ((event.key === "Delete" || event.key === "Backspace") && chosen.length > 0) remove();
		else if (event.key === "a" && (event.ctrlKey || event.metaKey)) selectAll();
		else return;
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
				isFavourite={favourites.has(id)}
				isSelecting={chosen.length > 0}
				onSelect={onSelect}
				onFavourite={setFavourite}
			>
				<TaskCard
					task={task}
					stage={stages[id]}
					live={lives[id]}
					problem={problems[id]}
					library={library}
					deeds={deeds}
				/>
			</TaskCell>
		) : (
			<div className="hfis-card hfis-card-blank" />
		);
	};

	const isEverything = isEmptyFilter(filter);
	const isFinding = list.filter !== filter;
	return (
		<aside className="hfis-tasks" aria-label={t("tasks.title")} aria-busy={isFinding} onKeyDown={onKeyDown}>
			{list.total > 0 || onShowSaved ? (
				<FindBar library={library} filter={filter} onChange={onFilter} onShowSaved={onShowSaved} />
			) : null}
			<p className={isEverything ? "hfis-visually-hidden" : "hfis-find-found"} role="status">
				{ids && !isEverything && !isFinding ? t("tasks.found", { count: ids.length, total: list.total }) : ""}
			</p>
			<div ref={scroller} className="hfis-tasks-scroll">
				{ids?.length === 0 ? (
					<div className="hfis-tasks-empty">
						{isEverything ? <Images size={22} aria-hidden="true" /> : <SearchX size={22} aria-hidden="true" />}
						<p>{t(isEverything ? "tasks.empty" : "tasks.noneFound")}</p>
						{isEverything ? null : (
							<button type="button" className="hfis-btn" onClick={() => onFilter({})}>
								{t("tasks.showAll")}
							</button>
						)}
					</div>
				) : null}
				{ids && ids.length > 0 ? (
					<VirtualGrid
						ids={ids}
						label={t("tasks.title")}
						columns={columns}
						gap={GAP}
						heightOf={heightOf}
						renderCell={renderCell}
						selected={selection.ids}
						onBand={onBand}
						onRange={list.onRange}
						scroller={scroller}
					/>
				) : null}
			</div>
			{chosen.length > 0 ? (
				<SelectionBar
					count={chosen.length}
					areFavourites={chosen.every((id) => favourites.has(id))}
					onFavourite={(isFavourite) => deeds.setFavourite(chosen, isFavourite)}
					onDelete={remove}
					onSelectAll={selectAll}
					onClear={clear}
				/>
			) : null}
		</aside>
	);
}

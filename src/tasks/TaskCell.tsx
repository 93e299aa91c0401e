// A card in the grid: how it is selected and marked. What it shows of the task is the card's own.
import { Check, Star } from "lucide-react";
import { type MouseEvent, memo, type ReactNode } from "react";
import { TabStop } from "../controls/tabStop";
import { useTranslate } from "../i18n/locale";
import type { Click } from "./grid/selection";

interface TaskCellProps {
	readonly id: string;
	readonly isActive: boolean;
	readonly isSelected: boolean;
	readonly isFavourite: boolean;
	/** While something is selected, a click selects more. */
	readonly isSelecting: boolean;
	readonly onSelect: (id: string, click: Click) => void;
	readonly onFavourite: (id: string, isFavourite: boolean) => void;
	readonly children: ReactNode;
}

export const TaskCell = memo(function TaskCell(props: TaskCellProps) {
	const { id, isActive, isSelected, isFavourite, isSelecting, onSelect, onFavourite, children } = props;
	const t = useTranslate();
	const tabIndex = isActive ? 0 : -1;
	const onClick = (event: MouseEvent): void => {
		if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
		event.preventDefault();
		event.stopPropagation();
		onSelect(id, { isAdding: event.ctrlKey || event.metaKey, isRange: event.shiftKey });
	};
	return (
		<div className="hfis-cell" data-selected={isSelected} data-selecting={isSelecting} onClickCapture={onClick}>
			<TabStop value={isActive}>{children}</TabStop>
			<button
				type="button"
				className="hfis-cell-check"
				tabIndex={tabIndex}
				aria-pressed={isSelected}
				aria-label={t("tasks.select")}
				title={t("tasks.select")}
				onClick={() => onSelect(id, { isAdding: true, isRange: false })}
			>
				<Check size={13} aria-hidden="true" />
			</button>
			<button
				type="button"
				className="hfis-cell-star"
				tabIndex={tabIndex}
				aria-pressed={isFavourite}
				aria-label={t("tasks.favourite")}
				title={t(isFavourite ? "tasks.unfavourite" : "tasks.favourite")}
				onClick={() => onFavourite(id, !isFavourite)}
			>
				<Star size={14} aria-hidden="true" />
			</button>
		</div>
	);
});

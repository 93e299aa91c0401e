// A cell of the task grid: selects its card by checkbox, modified click, or tap while other cards are selected.
import { Check } from "lucide-react";
import { type MouseEvent, type ReactNode, useRef } from "react";
import { TabStop, tooltipProps } from "../../ui";
import { useTranslate } from "../i18n/locale";
import type { Click } from "./grid/selection";

interface TaskCellProps {
	readonly id: string;
	readonly isActive: boolean;
	/** Otherwise the list scrolls, and the cell has no controls yet. */
	readonly isComplete: boolean;
	readonly isSelected: boolean;
	/** Other tasks are selected, so that a tap adds to the selection. */
	readonly isSelecting: boolean;
	readonly onSelect: (id: string, click: Click) => void;
	readonly children: ReactNode;
}

export function TaskCell(props: TaskCellProps) {
	const { id, isActive, isComplete, isSelected, isSelecting, onSelect, children } = props;
	const t = useTranslate();
	const isTouch = useRef(false);
	const onClick = (event: MouseEvent): void => {
		const hasKey = event.ctrlKey || event.metaKey || event.shiftKey;
		const isTap = isTouch.current && isSelecting && !(event.target as Element).closest(".hfis-card-actions");
		if (!hasKey && !isTap) return;
		event.preventDefault();
		event.stopPropagation();
		onSelect(id, { isAdding: !event.shiftKey || event.ctrlKey || event.metaKey, isRange: event.shiftKey });
	};
	return (
		<div
			className="hfis-grid-cell"
			data-selected={isSelected}
			data-selecting={isSelecting}
			onPointerDownCapture={({ pointerType }) => {
				isTouch.current = pointerType === "touch";
			}}
			onClickCapture={onClick}
		>
			<TabStop value={isActive}>{children}</TabStop>
			{isComplete || isSelected ? (
				<button
					type="button"
					className="hfis-grid-cell-check"
					tabIndex={isActive ? 0 : -1}
					aria-pressed={isSelected}
					aria-label={t("tasks.select")}
					{...tooltipProps({ text: t("tasks.select") })}
					onClick={() => onSelect(id, { isAdding: true, isRange: false })}
				>
					<Check size={13} aria-hidden="true" />
				</button>
			) : null}
		</div>
	);
}

// A grid of any length in which only the rows in view are mounted. Where cells are is known beforehand (gridLayout.ts), so
// that nothing moves when a picture loads. Arrow keys move between cells, one of which is in the Tab order. It knows ids and
// positions, not what a cell shows.
import {
	type KeyboardEvent,
	memo,
	type ReactNode,
	type RefObject,
	useCallback,
	useEffect,
	useId,
	useRef,
	useState,
} from "react";
import { cellTowards, type GridLayout, indicesUnder } from "./gridLayout";
import { useFocusSuccessor } from "./useFocusSuccessor";
import { useKeepScrollPosition } from "./useKeepScrollPosition";
import { type Band, useRubberBand } from "./useRubberBand";
import { useVisibleRows } from "./useVisibleRows";

/**
 * Controls inside the active cell are in the Tab order. A cell that came into view by scrolling is not complete until the list
 * rests: it shows what the eye follows and leaves out its controls.
 */
export type RenderCell = (id: string, isActive: boolean, isComplete: boolean) => ReactNode;

interface VirtualGridProps {
	readonly ids: readonly string[];
	/** The query that found the ids: a new one scrolls to the top. */
	readonly query: unknown;
	readonly label: string;
	/** For as many cells as there are ids. */
	readonly layout: GridLayout;
	/** The same function as long as all cells look the same. */
	readonly renderCell: RenderCell;
	/** None: the cells cannot be selected. */
	readonly selected?: ReadonlySet<string>;
	/** Ids under the rubber band; none after a click on the background. `isFirst`: the band has just begun. */
	readonly onRubberBand?: (under: readonly string[], isAdding: boolean, isFirst: boolean) => void;
	/** Shift and an arrow key extend the selection from one id to another. */
	readonly onExtend?: (from: string, to: string) => void;
	/** Ids in view and in the overscan, in whole blocks. */
	readonly onVisible: (ids: readonly string[], isScrolling: boolean) => void;
	readonly scroller: RefObject<HTMLDivElement | null>;
}

const NOWHERE = { current: null };
/** The number of ids in a block. */
const BLOCK_IDS = 24;

export function VirtualGrid(props: VirtualGridProps) {
	const { ids, query, label, layout, renderCell, selected, scroller } = props;
	const { onRubberBand, onExtend, onVisible } = props;
	const grid = useRef<HTMLDivElement>(null);
	const prefix = useId();
	const [activeId, setActiveId] = useState<string | null>(null);
	const activeIndex = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId));
	useKeepScrollPosition(ids, layout, query, scroller);
	const { rows, isScrolling } = useVisibleRows(scroller, layout, layout.rowOf(activeIndex));
	const mounted = rows.flatMap((row) => {
		const { first, count } = layout.row(row);
		return Array.from({ length: count }, (_, at) => first + at);
	});
	const complete = useRef<ReadonlySet<string>>(new Set());
	if (!isScrolling) complete.current = new Set(mounted.map((index) => ids[index] ?? ""));
	useEffect(() => {
		// Reported in blocks, so that not every row that scrolls into view asks for records again.
		const blocks = new Set(
			rows.flatMap((row) => {
				const { first, count } = layout.row(row);
				return [first, first + Math.max(0, count - 1)].map((index) => Math.floor(index / BLOCK_IDS));
			}),
		);
		onVisible(
			[...blocks].flatMap((block) => ids.slice(block * BLOCK_IDS, (block + 1) * BLOCK_IDS)),
			isScrolling,
		);
	}, [ids, rows, layout, isScrolling, onVisible]);

	const idsUnder = (band: Band): string[] => indicesUnder(layout, band).flatMap((index) => ids[index] ?? []);
	const latest = useRef({ idsUnder, onRubberBand });
	latest.current = { idsUnder, onRubberBand };
	const onBandMoved = useCallback((area: Band | null, isAdding: boolean, isFirst: boolean) => {
		const { idsUnder, onRubberBand } = latest.current;
		onRubberBand?.(area === null ? [] : idsUnder(area), isAdding, isFirst);
	}, []);
	const band = useRubberBand(onRubberBand ? scroller : NOWHERE, grid, onBandMoved);

	/** The cell that receives the focus as soon as it is mounted. */
	const pendingFocus = useRef<string | null>(null);
	const activate = (id: string): void => {
		setActiveId(id);
		pendingFocus.current = id;
	};
	useFocusSuccessor(ids, activeId, grid, activate);
	useEffect(() => {
		if (pendingFocus.current !== null && focusCell(grid.current, pendingFocus.current)) pendingFocus.current = null;
	});

	const onKeyDown = (event: KeyboardEvent): void => {
		if (event.altKey || event.ctrlKey || event.metaKey) return;
		const index = cellTowards(layout, activeIndex, event.key, scroller.current?.clientHeight ?? 0);
		const id = ids[index ?? -1];
		if (index === undefined || id === undefined) return;
		event.preventDefault();
		if (index === activeIndex && event.key.startsWith("Arrow")) return;
		const { top, height } = layout.row(layout.rowOf(index));
		scrollIntoView(scroller.current, top - layout.gap, height + 2 * layout.gap);
		activate(id);
		if (event.shiftKey) onExtend?.(ids[activeIndex] ?? id, id);
	};
	const onActive = useCallback((id: string) => setActiveId(id), []);

	return (
		<>
			{/* biome-ignore lint/a11y/useSemanticElements: a <table> cannot mount some of its rows only. */}
			<div
				role="grid"
				aria-label={label}
				aria-rowcount={layout.rowCount}
				aria-colcount={layout.columns}
				className="hfis-grid-rows"
				style={{ height: layout.height }}
				tabIndex={-1}
			>
				{rows.map((row) => {
					const { first, count, top, height } = layout.row(row);
					const owned = Array.from({ length: count }, (_, at) => cellId(prefix, ids[first + at] ?? ""));
					return (
						// biome-ignore lint/a11y/useSemanticElements: see above.
						// biome-ignore lint/a11y/useFocusableInteractive: the cells are focused, not the row.
						<div
							key={row}
							role="row"
							aria-rowindex={row + 1}
							aria-owns={owned.join(" ")}
							className="hfis-grid-row"
							style={{ top, height }}
						/>
					);
				})}
			</div>
			{/* Rows own their cells by name only, so that a cell keeps its element when it comes into another row. */}
			{/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the grid. */}
			<div ref={grid} className="hfis-grid" style={{ height: layout.height }} onKeyDown={onKeyDown} tabIndex={-1}>
				{mounted.map((index) => {
					const id = ids[index] ?? "";
					const row = layout.rowOf(index);
					const { top, height, first } = layout.row(row);
					return (
						<GridCell
							key={id}
							id={id}
							elementId={cellId(prefix, id)}
							row={row + 1}
							column={index - first + 1}
							{...layout.cell(index)}
							top={top}
							height={height}
							isActive={index === activeIndex}
							isComplete={index === activeIndex || complete.current.has(id)}
							isSelected={selected?.has(id)}
							renderCell={renderCell}
							onActive={onActive}
						/>
					);
				})}
				{band ? (
					<div
						className="hfis-grid-band"
						style={{ left: band.left, top: band.top, width: band.right - band.left, height: band.bottom - band.top }}
					/>
				) : null}
			</div>
		</>
	);
}

interface GridCellProps {
	readonly id: string;
	readonly elementId: string;
	/** From 1, as its column. */
	readonly row: number;
	readonly column: number;
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	readonly isActive: boolean;
	readonly isComplete: boolean;
	readonly isSelected: boolean | undefined;
	readonly renderCell: RenderCell;
	readonly onActive: (id: string) => void;
}

const GridCell = memo(function GridCell(props: GridCellProps) {
	const { id, elementId, row, column, left, top, width, height, isActive, isComplete, isSelected } = props;
	return (
		// biome-ignore lint/a11y/useSemanticElements: see above.
		// biome-ignore lint/a11y/useFocusableInteractive: the control inside is focused.
		<div
			id={elementId}
			role="gridcell"
			aria-colindex={column}
			aria-selected={isSelected}
			data-hfis-cell={id}
			data-hfis-row={row}
			className="hfis-grid-place"
			style={{ left, top, width, height }}
			onFocus={() => props.onActive(id)}
		>
			{props.renderCell(id, isActive, isComplete)}
		</div>
	);
});

/** Ids in aria-owns are separated by spaces. */
const cellId = (prefix: string, id: string): string => `${prefix}${encodeURIComponent(id)}`;

function scrollIntoView(scroller: HTMLElement | null, top: number, height: number): void {
	if (scroller === null) return;
	const { scrollTop, clientHeight } = scroller;
	if (top < scrollTop) scroller.scrollTop = top;
	else if (top + height > scrollTop + clientHeight) scroller.scrollTop = top + height - clientHeight;
}

/** Returns whether the cell is mounted. */
function focusCell(grid: HTMLElement | null, id: string): boolean {
	const cell = grid?.querySelector(`[data-hfis-cell="${CSS.escape(id)}"]`);
	const first = cell?.querySelector<HTMLElement>('[tabindex="0"]');
	first?.focus({ preventScroll: true });
	return first != null;
}

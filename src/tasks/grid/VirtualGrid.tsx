// A grid of any length in which only the rows in view are mounted. All rows have one height, so that nothing moves when a
// picture loads. Arrow keys move between cells, one of which is in the Tab order. It knows ids and positions, not what a
// cell shows.
import { type KeyboardEvent, type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { useElementWidth } from "../../../ui";
import { useFocusSuccessor } from "./useFocusSuccessor";
import { useKeepScrollPosition } from "./useKeepScrollPosition";
import { type Band, useRubberBand } from "./useRubberBand";
import { useVisibleRows } from "./useVisibleRows";

interface VirtualGridProps {
	readonly ids: readonly string[];
	/** The query that found the ids: a new one scrolls to the top. */
	readonly query: unknown;
	readonly label: string;
	readonly columns: number;
	/** Around and between cells, in CSS pixels. */
	readonly gap: number;
	readonly cellHeightFor: (width: number) => number;
	/** Controls inside the active cell are in the Tab order. */
	readonly renderCell: (id: string, isActive: boolean) => ReactNode;
	readonly selected: ReadonlySet<string>;
	/** Ids under the rubber band; none after a click on the background. `isFirst`: the band has just begun. */
	readonly onRubberBand: (under: readonly string[], isAdding: boolean, isFirst: boolean) => void;
	/** Shift and an arrow key extend the selection from one id to another. */
	readonly onExtend: (from: string, to: string) => void;
	/** Ids in view and in the overscan, in whole blocks of rows. */
	readonly onVisible: (ids: readonly string[]) => void;
	readonly scroller: RefObject<HTMLDivElement | null>;
}

/** The least number of ids in a block. */
const BLOCK_IDS = 24;

export function VirtualGrid(props: VirtualGridProps) {
	const { ids, query, label, columns, gap, cellHeightFor, renderCell, selected, scroller } = props;
	const { onRubberBand, onExtend, onVisible } = props;
	const grid = useRef<HTMLDivElement>(null);
	const [activeId, setActiveId] = useState<string | null>(null);
	const cellWidth = Math.max(1, (useElementWidth(scroller) - gap * (columns + 1)) / columns);
	const cellHeight = Math.round(cellHeightFor(cellWidth));
	const rowHeight = cellHeight + gap;
	const rowCount = Math.ceil(ids.length / columns);
	const activeIndex = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId));
	useKeepScrollPosition({ ids, columns, rowHeight }, query, scroller);
	const rows = useVisibleRows(scroller, rowCount, rowHeight, Math.floor(activeIndex / columns));
	useEffect(() => {
		// Reported in blocks, so that not every row that scrolls into view asks for records again.
		const perBlock = Math.ceil(BLOCK_IDS / columns) * columns;
		const blocks = new Set(rows.map((row) => Math.floor((row * columns) / perBlock)));
		onVisible([...blocks].flatMap((block) => ids.slice(block * perBlock, (block + 1) * perBlock)));
	}, [ids, rows, columns, onVisible]);

	const idsUnder = ({ left, top, right, bottom }: Band): string[] =>
		ids.filter((_, index) => {
			const x = gap + (index % columns) * (cellWidth + gap);
			const y = gap + Math.floor(index / columns) * rowHeight;
			return x < right && x + cellWidth > left && y < bottom && y + cellHeight > top;
		});
	const latest = useRef({ idsUnder, onRubberBand });
	latest.current = { idsUnder, onRubberBand };
	const onBandMoved = useCallback((area: Band | null, isAdding: boolean, isFirst: boolean) => {
		const { idsUnder, onRubberBand } = latest.current;
		onRubberBand(area === null ? [] : idsUnder(area), isAdding, isFirst);
	}, []);
	const band = useRubberBand(scroller, grid, onBandMoved);

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
		const rowsPerPage = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight));
		const step = stepOf(event.key, columns, rowsPerPage, ids.length);
		if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
		event.preventDefault();
		// Up in the first row and Down in the last keep the position; longer steps stop at the ends.
		const isBeyond = activeIndex + step < 0 || activeIndex + step >= ids.length;
		if (isBeyond && Math.abs(step) === columns) return;
		const index = Math.min(ids.length - 1, Math.max(0, activeIndex + step));
		const id = ids[index] ?? "";
		scrollRowIntoView(scroller.current, Math.floor(index / columns) * rowHeight, rowHeight + gap);
		activate(id);
		if (event.shiftKey) onExtend(ids[activeIndex] ?? id, id);
	};

	return (
		// biome-ignore lint/a11y/useSemanticElements: a <table> cannot mount some of its rows only.
		<div
			ref={grid}
			role="grid"
			aria-label={label}
			aria-rowcount={rowCount}
			aria-colcount={columns}
			className="hfis-grid"
			style={{ height: rowCount * rowHeight + gap }}
			onKeyDown={onKeyDown}
			tabIndex={-1}
		>
			{rows.map((row) => (
				// biome-ignore lint/a11y/useSemanticElements: see above.
				// biome-ignore lint/a11y/useFocusableInteractive: the cells are focused, not the row.
				<div
					key={row}
					role="row"
					aria-rowindex={row + 1}
					className="hfis-grid-row"
					style={{
						height: cellHeight,
						transform: `translateY(${row * rowHeight + gap}px)`,
						gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
						gap,
						paddingInline: gap,
					}}
				>
					{ids.slice(row * columns, (row + 1) * columns).map((id) => (
						// biome-ignore lint/a11y/useSemanticElements: see above.
						// biome-ignore lint/a11y/useFocusableInteractive: the control inside is focused.
						<div
							key={id}
							role="gridcell"
							aria-selected={selected.has(id)}
							data-hfis-cell={id}
							onFocus={() => setActiveId(id)}
						>
							{renderCell(id, id === ids[activeIndex])}
						</div>
					))}
				</div>
			))}
			{band ? (
				<div
					className="hfis-grid-band"
					style={{ left: band.left, top: band.top, width: band.right - band.left, height: band.bottom - band.top }}
				/>
			) : null}
		</div>
	);
}

/** The number of cells that a key moves by; undefined for any other key. */
function stepOf(key: string, columns: number, rowsPerPage: number, count: number): number | undefined {
	const steps: Readonly<Record<string, number>> = {
		ArrowLeft: -1,
		ArrowRight: 1,
		ArrowUp: -columns,
		ArrowDown: columns,
		PageUp: -rowsPerPage * columns,
		PageDown: rowsPerPage * columns,
		Home: -count,
		End: count,
	};
	return steps[key];
}

function scrollRowIntoView(scroller: HTMLElement | null, top: number, height: number): void {
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

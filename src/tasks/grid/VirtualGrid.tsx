// A grid of any length of which only what is in view is there; every row has one height, so that nothing moves when a
// picture comes. Arrow keys go from cell to cell, of which one at a time can be reached by Tab. It knows names and where
// they lie, not what a cell shows.
import {
	type KeyboardEvent,
	type ReactNode,
	type RefObject,
	useCallback,
	useEffect,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { useRows } from "./useRows";
import { type Band, useRubberBand } from "./useRubberBand";
import { useWidth } from "./useWidth";

interface VirtualGridProps {
	readonly ids: readonly string[];
	readonly label: string;
	readonly columns: number;
	/** Around and between cells, in CSS pixels. */
	readonly gap: number;
	/** Of a cell that is so wide. */
	readonly heightOf: (width: number) => number;
	/** `isActive`: what in it can be reached by Tab may be reached. */
	readonly renderCell: (id: string, isActive: boolean) => ReactNode;
	readonly selected: ReadonlySet<string>;
	/** Those under a rubber band; none: blank was clicked. `isFirst`: it has only begun. */
	readonly onBand: (under: readonly string[], isAdding: boolean, isFirst: boolean) => void;
	/** Those in view, and some around them. */
	readonly onRange: (ids: readonly string[]) => void;
	readonly scroller: RefObject<HTMLDivElement | null>;
}

export function VirtualGrid(props: VirtualGridProps) {
	const { ids, label, columns, gap, heightOf, renderCell, selected, onBand, onRange, scroller } = props;
	const grid = useRef<HTMLDivElement>(null);
	const [activeId, setActiveId] = useState<string | null>(null);
	const cellWidth = Math.max(1, (useWidth(scroller) - gap * (columns + 1)) / columns);
	const cellHeight = Math.round(heightOf(cellWidth));
	const rowHeight = cellHeight + gap;
	const rowCount = Math.ceil(ids.length / columns);
	const { first, end } = useRows(scroller, rowCount, rowHeight);
	useSteadyScroll(ids, columns, rowHeight, scroller);
	useEffect(() => onRange(ids.slice(first * columns, end * columns)), [ids, first, end, columns, onRange]);

	const under = ({ left, top, right, bottom }: Band): string[] =>
		ids.filter((_, index) => {
			const x = gap + (index % columns) * (cellWidth + gap);
			const y = gap + Math.floor(index / columns) * rowHeight;
			return x < right && x + cellWidth > left && y < bottom && y + cellHeight > top;
		});
	const latest = useRef({ under, onBand });
	latest.current = { under, onBand };
	const onBandMoved = useCallback((over: Band | null, isAdding: boolean, isFirst: boolean) => {
		const now = latest.current;
		now.onBand(over === null ? [] : now.under(over), isAdding, isFirst);
	}, []);
	const band = useRubberBand(scroller, grid, onBandMoved);

	/** Goes to have the focus. */
	const awaited = useRef<string | null>(null);
	const activeIndex = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId));
	useSuccessor(ids, activeId, grid, (id) => {
		setActiveId(id);
		awaited.current = id;
	});
	const goTo = (index: number): void => {
		const id = ids[Math.min(ids.length - 1, Math.max(0, index))];
		if (id === undefined) return;
		setActiveId(id);
		showRow(scroller.current, Math.floor(ids.indexOf(id) / columns) * rowHeight, rowHeight + gap);
		awaited.current = id;
	};
	// It may have to be drawn first.
	useEffect(() => {
		if (awaited.current !== null && focusIn(grid.current, awaited.current)) awaited.current = null;
	});
	const onKeyDown = (event: KeyboardEvent): void => {
		const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight)) * columns;
		const steps: Readonly<Record<string, number>> = {
			ArrowLeft: -1,
			ArrowRight: 1,
			ArrowUp: -columns,
			ArrowDown: columns,
			PageUp: -page,
			PageDown: page,
			Home: -ids.length,
			End: ids.length,
		};
		const step = steps[event.key];
		if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
		event.preventDefault();
		// Beyond the first or last row there is nothing: one stays where one is.
		const isBeyond = activeIndex + step < 0 || activeIndex + step >= ids.length;
		if (!(isBeyond && Math.abs(step) === columns)) goTo(activeIndex + step);
	};

	return (
		// biome-ignore lint/a11y/useSemanticElements: a table cannot be drawn in parts.
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
			{Array.from({ length: end - first }, (_, i) => first + i).map((row) => (
				// biome-ignore lint/a11y/useSemanticElements: see above.
				// biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus.
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
						// biome-ignore lint/a11y/useFocusableInteractive: what is in it has the focus.
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
					className="hfis-band"
					style={{ left: band.left, top: band.top, width: band.right - band.left, height: band.bottom - band.top }}
				/>
			) : null}
		</div>
	);
}

function showRow(scroller: HTMLElement | null, top: number, height: number): void {
	if (scroller === null) return;
	const { scrollTop, clientHeight } = scroller;
	if (top < scrollTop) scroller.scrollTop = top;
	else if (top + height > scrollTop + clientHeight) scroller.scrollTop = top + height - clientHeight;
}

/** Whether it is there. */
function focusIn(grid: HTMLElement | null, id: string): boolean {
	const cell = grid?.querySelector(`[data-hfis-cell="${CSS.escape(id)}"]`);
	const first = cell?.querySelector<HTMLElement>('[tabindex="0"]');
	first?.focus({ preventScroll: true });
	return first != null;
}

/** What one looks at stays where it is when something comes before it. */
function useSteadyScroll(
	ids: readonly string[],
	columns: number,
	rowHeight: number,
	scroller: RefObject<HTMLElement | null>,
): void {
	const before = useRef({ ids, columns });
	useLayoutEffect(() => {
		const last = before.current;
		before.current = { ids, columns };
		const element = scroller.current;
		if (element === null || last.ids === ids || last.columns !== columns || element.scrollTop < rowHeight) return;
		const seen = Math.floor(element.scrollTop / rowHeight);
		const id = last.ids[seen * columns];
		const now = id === undefined ? -1 : ids.indexOf(id);
		if (now >= 0) element.scrollTop += (Math.floor(now / columns) - seen) * rowHeight;
	}, [ids, columns, rowHeight, scroller]);
}

/** When the cell with the focus goes, the one that takes its place has it. */
function useSuccessor(
	ids: readonly string[],
	activeId: string | null,
	grid: RefObject<HTMLElement | null>,
	onSuccessor: (id: string) => void,
): void {
	const last = useRef(ids);
	// Asked while what goes is still there.
	const hasFocus = grid.current?.contains(document.activeElement) === true;
	useLayoutEffect(() => {
		const before = last.current;
		last.current = ids;
		if (activeId === null || before === ids || !hasFocus || ids.includes(activeId)) return;
		const id = ids[Math.min(before.indexOf(activeId), ids.length - 1)];
		if (id !== undefined) onSuccessor(id);
	});
}

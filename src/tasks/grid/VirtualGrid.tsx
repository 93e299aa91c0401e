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
import { useElementWidth } from "../../../ui";
import { useRows } from "./useRows";
import { type Band, useRubberBand } from "./useRubberBand";

interface VirtualGridProps {
	readonly ids: readonly string[];
	/** What they were found by: another begins at the top. */
	readonly subject: unknown;
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
	/** Shift and an arrow: from one up to another. */
	readonly onReach: (from: string, to: string) => void;
	/** Those in view, and some around them. */
	readonly onRange: (ids: readonly string[]) => void;
	readonly scroller: RefObject<HTMLDivElement | null>;
}

export function VirtualGrid(props: VirtualGridProps) {
	const { ids, subject, label, columns, gap, heightOf, renderCell, selected, onBand, onReach, onRange, scroller } =
		props;
	const grid = useRef<HTMLDivElement>(null);
	const [activeId, setActiveId] = useState<string | null>(null);
	const cellWidth = Math.max(1, (useElementWidth(scroller) - gap * (columns + 1)) / columns);
	const cellHeight = Math.round(heightOf(cellWidth));
	const rowHeight = cellHeight + gap;
	const rowCount = Math.ceil(ids.length / columns);
	const activeIndex = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId));
	useSteadyScroll({ ids, columns, rowHeight }, subject, scroller);
	const rows = useRows(scroller, rowCount, rowHeight, Math.floor(activeIndex / columns));
	useEffect(
		() => onRange(rows.flatMap((row) => ids.slice(row * columns, (row + 1) * columns))),
		[ids, rows, columns, onRange],
	);

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
	useSuccessor(ids, activeId, grid, (id) => {
		setActiveId(id);
		awaited.current = id;
	});
	const goTo = (wanted: number): string => {
		const index = Math.min(ids.length - 1, Math.max(0, wanted));
		const id = ids[index] ?? "";
		setActiveId(id);
		showRow(scroller.current, Math.floor(index / columns) * rowHeight, rowHeight + gap);
		awaited.current = id;
		return id;
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
		if (isBeyond && Math.abs(step) === columns) return;
		const to = goTo(activeIndex + step);
		if (event.shiftKey) onReach(ids[activeIndex] ?? to, to);
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
			{rows.map((row) => (
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
					className="hfis-grid-band"
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

interface Lie {
	readonly ids: readonly string[];
	readonly columns: number;
	readonly rowHeight: number;
}

/** What one looks at stays where it is when something comes before it, or when cells become larger or more in a row. */
function useSteadyScroll(lie: Lie, subject: unknown, scroller: RefObject<HTMLElement | null>): void {
	const { ids, columns, rowHeight } = lie;
	/** `top`: followed, for a list that becomes shorter has been scrolled by the time one looks. */
	const before = useRef({ ...lie, subject, top: 0 });
	useLayoutEffect(() => {
		const element = scroller.current;
		const follow = (): void => {
			before.current.top = element?.scrollTop ?? 0;
		};
		element?.addEventListener("scroll", follow, { passive: true });
		return () => element?.removeEventListener("scroll", follow);
	}, [scroller]);
	useLayoutEffect(() => {
		const last = before.current;
		before.current = { ids, columns, rowHeight, subject, top: last.top };
		const element = scroller.current;
		const rows = last.top / last.rowHeight;
		if (element === null || rows < 1) return;
		const now = ids.indexOf(last.ids[Math.floor(rows) * last.columns] ?? "");
		if (last.subject !== subject) element.scrollTop = 0;
		else if (now >= 0) element.scrollTop = (Math.floor(now / columns) + (rows % 1)) * rowHeight;
	}, [ids, columns, rowHeight, subject, scroller]);
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

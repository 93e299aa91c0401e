// A grid of any length of which only what is in view is there. Arrow keys go from cell to cell, of which one at a time can
// be reached by Tab. It knows names and where they lie, not what a cell shows.
import { useVirtualizer } from "@tanstack/react-virtual";
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
import { type Band, useRubberBand } from "./useRubberBand";
import { useWidth } from "./useWidth";

interface VirtualGridProps {
	readonly ids: readonly string[];
	readonly label: string;
	readonly columns: number;
	/** Around and between cells, in CSS pixels. */
	readonly gap: number;
	/** Of a cell that is so wide; the real height is measured. */
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
	const width = useWidth(scroller);
	const cellWidth = Math.max(1, (width - gap * (columns + 1)) / columns);
	const rowCount = Math.ceil(ids.length / columns);
	const rowHeight = heightOf(cellWidth) + gap;
	const virtualizer = useVirtualizer({
		count: rowCount,
		getScrollElement: () => scroller.current,
		estimateSize: () => rowHeight,
		overscan: 2,
	});
	// biome-ignore lint/correctness/useExhaustiveDependencies: other cells have other heights.
	useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
	useSteadyScroll(ids, columns, rowHeight, scroller);

	const rows = virtualizer.getVirtualItems();
	const from = (rows[0]?.index ?? 0) * columns;
	const to = ((rows.at(-1)?.index ?? -1) + 1) * columns;
	useEffect(() => onRange(ids.slice(from, to)), [ids, from, to, onRange]);

	const rowsUnder = useCallback(
		({ left, top, right, bottom }: Band): string[] => {
			const isUnder = (start: number, length: number, from: number, to: number) => start < to && start + length > from;
			const under: string[] = [];
			for (const { index, start, size } of virtualizer.measurementsCache) {
				if (!isUnder(start + gap, size - gap, top, bottom)) continue;
				for (let column = 0; column < columns; column++) {
					const id = ids[index * columns + column];
					if (id && isUnder(gap + column * (cellWidth + gap), cellWidth, left, right)) under.push(id);
				}
			}
			return under;
		},
		[virtualizer, ids, columns, cellWidth, gap],
	);
	const latest = useRef({ rowsUnder, onBand });
	latest.current = { rowsUnder, onBand };
	const onBandMoved = useCallback((over: Band | null, isAdding: boolean, isFirst: boolean) => {
		const { rowsUnder: under, onBand: tell } = latest.current;
		tell(over === null ? [] : under(over), isAdding, isFirst);
	}, []);
	const band = useRubberBand(scroller, grid, onBandMoved);

	const activeIndex = Math.max(0, activeId === null ? 0 : ids.indexOf(activeId));
	const goTo = (index: number): void => {
		const id = ids[Math.min(ids.length - 1, Math.max(0, index))];
		if (id === undefined) return;
		setActiveId(id);
		virtualizer.scrollToIndex(Math.floor(ids.indexOf(id) / columns), { align: "auto" });
		// It may have to be drawn first.
		requestAnimationFrame(() => focusIn(grid.current, id));
	};
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
		if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
		event.preventDefault();
		const next = activeIndex + step;
		// Beyond the first or last row there is nothing: one stays in one's column.
		if (Math.abs(step) === columns && columns > 1 && (next < 0 || next >= ids.length)) return;
		goTo(next);
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
			style={{ height: virtualizer.getTotalSize() + gap }}
			onKeyDown={onKeyDown}
			tabIndex={-1}
		>
			{rows.map((row) => (
				// biome-ignore lint/a11y/useSemanticElements: see above.
				// biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus.
				<div
					key={row.key}
					role="row"
					aria-rowindex={row.index + 1}
					className="hfis-grid-row"
					style={{
						transform: `translateY(${row.start + gap}px)`,
						gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
						gap,
						paddingInline: gap,
					}}
				>
					{ids.slice(row.index * columns, (row.index + 1) * columns).map((id) => (
						// biome-ignore lint/a11y/useSemanticElements: see above.
						// biome-ignore lint/a11y/useFocusableInteractive: what is in it has the focus.
						<div
							key={id}
							role="gridcell"
							aria-selected={selected.has(id)}
							data-hfis-cell={id}
							onFocus={() => setActiveId(id)}
						>
							{renderCell(id, id === (ids[activeIndex] ?? null))}
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

function focusIn(grid: HTMLElement | null, id: string): void {
	const cell = grid?.querySelector(`[data-hfis-cell="${CSS.escape(id)}"]`);
	cell?.querySelector<HTMLElement>('[tabindex="0"], button:not([tabindex="-1"])')?.focus({ preventScroll: true });
}

const isTyping = (target: EventTarget): boolean => target instanceof HTMLInputElement;

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

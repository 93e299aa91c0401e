// The places of the cells of a grid: rows of equal cells, or justified rows of pictures at their true ratios. Pure arithmetic in
// CSS pixels; a gap lies around and between the cells.

export interface GridRow {
	readonly top: number;
	readonly height: number;
	/** The index of its first cell. */
	readonly first: number;
	readonly count: number;
}

export interface GridLayout {
	/** Of everything, the gaps at the ends included. */
	readonly height: number;
	readonly gap: number;
	readonly count: number;
	readonly rowCount: number;
	/** The most cells in a row. */
	readonly columns: number;
	readonly row: (at: number) => GridRow;
	readonly rowOf: (index: number) => number;
	/** The horizontal place of a cell. */
	readonly cell: (index: number) => { readonly left: number; readonly width: number };
}

interface Uniform {
	readonly count: number;
	readonly columns: number;
	readonly gap: number;
	/** Of the whole grid. */
	readonly width: number;
	readonly heightFor: (cellWidth: number) => number;
}

export function uniformLayout({ count, columns, gap, width, heightFor }: Uniform): GridLayout {
	const cellWidth = Math.max(1, (width - gap * (columns + 1)) / columns);
	const height = Math.round(heightFor(cellWidth));
	const rowCount = Math.ceil(count / columns);
	return {
		height: rowCount * (height + gap) + gap,
		gap,
		count,
		rowCount,
		columns,
		row: (at) => ({
			top: at * (height + gap) + gap,
			height,
			first: at * columns,
			count: Math.max(0, Math.min(columns, count - at * columns)),
		}),
		rowOf: (index) => Math.floor(index / columns),
		cell: (index) => ({ left: gap + (index % columns) * (cellWidth + gap), width: cellWidth }),
	};
}

interface Justified {
	/** Width over height of each picture. */
	readonly ratios: readonly number[];
	readonly gap: number;
	readonly width: number;
	/** The height that rows come as near to as they can. */
	readonly rowHeight: number;
}

/** Each row but the last fills the width exactly; the last one is as high as wanted at most. */
export function justifiedLayout({ ratios, gap, width, rowHeight }: Justified): GridLayout {
	const rows: GridRow[] = [];
	const rowOf = new Int32Array(ratios.length);
	const lefts = new Float64Array(ratios.length);
	const widths = new Float64Array(ratios.length);
	let top = gap;
	let columns = 1;
	const addRow = (first: number, end: number, height: number): void => {
		let left = gap;
		for (let index = first; index < end; index++) {
			rowOf[index] = rows.length;
			lefts[index] = left;
			widths[index] = (ratios[index] ?? 1) * height;
			left += (widths[index] ?? 0) + gap;
		}
		rows.push({ top, height, first, count: end - first });
		columns = Math.max(columns, end - first);
		top += height + gap;
	};
	/** The height at which so many pictures of these ratios together fill the width. */
	const heightOf = (sum: number, count: number): number => Math.max(1, width - gap * (count + 1)) / sum;
	let first = 0;
	let sum = 0;
	for (let index = 0; index < ratios.length; index++) {
		const ratio = ratios[index] ?? 1;
		const count = index - first;
		const height = heightOf(sum + ratio, count + 1);
		if (height > rowHeight) {
			sum += ratio;
			continue;
		}
		// With this picture the row is lower than wanted, without it higher: the nearer one is taken.
		const without = count > 0 ? heightOf(sum, count) : Infinity;
		if (without / rowHeight < rowHeight / height) {
			addRow(first, index, without);
			first = index;
			sum = ratio;
			const alone = heightOf(ratio, 1);
			if (alone > rowHeight) continue;
			addRow(index, index + 1, alone);
		} else addRow(first, index + 1, height);
		first = index + 1;
		sum = 0;
	}
	if (first < ratios.length) addRow(first, ratios.length, Math.min(rowHeight, heightOf(sum, ratios.length - first)));
	return {
		height: top,
		gap,
		count: ratios.length,
		rowCount: rows.length,
		columns,
		row: (at) => rows[at] ?? { top: gap, height: rowHeight, first: 0, count: 0 },
		rowOf: (index) => rowOf[index] ?? 0,
		cell: (index) => ({ left: lefts[index] ?? gap, width: widths[index] ?? 1 }),
	};
}

/** The row at this height, or the last one above it. */
export function rowAt({ rowCount, row }: GridLayout, y: number): number {
	let from = 0;
	let to = rowCount - 1;
	while (from < to) {
		const middle = Math.ceil((from + to) / 2);
		if (row(middle).top <= y) from = middle;
		else to = middle - 1;
	}
	return Math.max(0, from);
}

interface Area {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** The cells that an area touches. */
export function indicesUnder(layout: GridLayout, { left, top, right, bottom }: Area): number[] {
	const found: number[] = [];
	for (let at = rowAt(layout, top); at < layout.rowCount && layout.row(at).top < bottom; at++) {
		const row = layout.row(at);
		if (row.top + row.height <= top) continue;
		for (let index = row.first; index < row.first + row.count; index++) {
			const cell = layout.cell(index);
			if (cell.left < right && cell.left + cell.width > left) found.push(index);
		}
	}
	return found;
}

const ROW_STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, PageUp: -1, PageDown: 1 };

/** The cell that a key moves to from another one; undefined for any other key. `page`: the height of a page. */
export function cellTowards(layout: GridLayout, from: number, key: string, page: number): number | undefined {
	const last = layout.count - 1;
	if (last < 0) return undefined;
	if (key === "Home") return 0;
	if (key === "End") return last;
	if (key === "ArrowLeft" || key === "ArrowRight")
		return Math.min(last, Math.max(0, from + (key === "ArrowLeft" ? -1 : 1)));
	const step = ROW_STEPS[key];
	if (step === undefined) return undefined;
	const at = layout.rowOf(from);
	if (key.startsWith("Arrow")) {
		const next = at + step;
		return next < 0 || next >= layout.rowCount ? from : nearestInRow(layout, next, from);
	}
	// At least one row; beyond the ends the first or the last cell.
	const { top, height } = layout.row(at);
	const next = rowAt(layout, top + step * Math.max(height + layout.gap, page - height));
	if (next !== at) return nearestInRow(layout, next, from);
	return step < 0 ? 0 : last;
}

/** The cell in a row whose centre is nearest to that of another cell. */
function nearestInRow(layout: GridLayout, at: number, to: number): number {
	const { first, count } = layout.row(at);
	const centre = (index: number): number => layout.cell(index).left + layout.cell(index).width / 2;
	let nearest = first;
	for (let index = first; index < first + count; index++)
		if (Math.abs(centre(index) - centre(to)) < Math.abs(centre(nearest) - centre(to))) nearest = index;
	return nearest;
}

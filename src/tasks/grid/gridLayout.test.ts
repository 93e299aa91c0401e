import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellTowards, type GridLayout, indicesUnder, justifiedLayout, rowAt, uniformLayout } from "./gridLayout";

const gap = 10;
const uniform = fc
	.record({
		count: fc.integer({ min: 0, max: 200 }),
		columns: fc.integer({ min: 1, max: 8 }),
		width: fc.integer({ min: 300, max: 2000 }),
	})
	.map((all) => uniformLayout({ ...all, gap, heightFor: (cellWidth) => cellWidth + 88 }));
const ratios = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { maxLength: 120 });
const justified = fc
	.record({ ratios, width: fc.integer({ min: 300, max: 2000 }), rowHeight: fc.integer({ min: 60, max: 400 }) })
	.map((all) => ({ ...all, layout: justifiedLayout({ ...all, gap }) }));
const anyLayout = fc.oneof(
	uniform,
	justified.map(({ layout }) => layout),
);
const rowsOf = (layout: GridLayout) => Array.from({ length: layout.rowCount }, (_, at) => layout.row(at));
const indicesOf = ({ first, count }: { first: number; count: number }) =>
	Array.from({ length: count }, (_, at) => first + at);

describe("a grid layout", () => {
	it("has every cell once, in order, in rows below each other, and none over another", async () => {
		await fc.assert(
			fc.property(anyLayout, (layout) => {
				expect(rowsOf(layout).flatMap(indicesOf)).toEqual(indicesOf({ first: 0, count: layout.count }));
				let below = gap;
				for (const [at, row] of rowsOf(layout).entries()) {
					expect(row.top).toBeCloseTo(below, 6);
					below = row.top + row.height + gap;
					let after = gap;
					for (const index of indicesOf(row)) {
						expect(layout.rowOf(index)).toBe(at);
						expect(layout.cell(index).left).toBeCloseTo(after, 6);
						after = layout.cell(index).left + layout.cell(index).width + gap;
					}
				}
				expect(layout.height).toBeCloseTo(below, 6);
			}),
		);
	});

	it("finds the row at a height and the cells under an area", async () => {
		await fc.assert(
			fc.property(anyLayout, fc.nat(), (layout, any) => {
				if (layout.count === 0) return;
				const index = any % layout.count;
				const { top, height } = layout.row(layout.rowOf(index));
				const { left, width } = layout.cell(index);
				expect(rowAt(layout, top + height / 2)).toBe(layout.rowOf(index));
				const [x, y] = [left + width / 2, top + height / 2];
				expect(indicesUnder(layout, { left: x, top: y, right: x + 0.01, bottom: y + 0.01 })).toEqual([index]);
				const everything = { left: 0, top: 0, right: Infinity, bottom: Infinity };
				expect(indicesUnder(layout, everything)).toHaveLength(layout.count);
			}),
		);
	});

	it("moves by keys: left and right through all cells, up and down by one row, and never out of the grid", async () => {
		await fc.assert(
			fc.property(anyLayout, fc.nat(), fc.integer({ min: 100, max: 1000 }), (layout, any, page) => {
				if (layout.count === 0) return;
				const from = any % layout.count;
				const last = layout.count - 1;
				const at = layout.rowOf(from);
				const to = (key: string) => cellTowards(layout, from, key, page) ?? -1;
				expect(to("ArrowRight")).toBe(Math.min(last, from + 1));
				expect(to("ArrowLeft")).toBe(Math.max(0, from - 1));
				expect(layout.rowOf(to("ArrowDown"))).toBe(Math.min(layout.rowCount - 1, at + 1));
				expect(layout.rowOf(to("ArrowUp"))).toBe(Math.max(0, at - 1));
				expect([to("Home"), to("End")]).toEqual([0, last]);
				expect(layout.rowOf(to("PageDown"))).toBeGreaterThanOrEqual(Math.min(layout.rowCount - 1, at + 1));
				expect(layout.rowOf(to("PageUp"))).toBeLessThanOrEqual(Math.max(0, at - 1));
				expect(cellTowards(layout, from, "a", page)).toBeUndefined();
			}),
		);
	});
});

describe("justified rows", () => {
	it("keep each picture's ratio, fill the width except in the last row, and are as near to the wanted height as they can be", async () => {
		await fc.assert(
			fc.property(justified, ({ layout, ratios: all, width, rowHeight }) => {
				for (const [at, row] of rowsOf(layout).entries()) {
					const isLast = at === layout.rowCount - 1;
					for (const index of indicesOf(row))
						expect(layout.cell(index).width / row.height).toBeCloseTo(all[index] ?? 0, 6);
					const end = row.first + row.count - 1;
					const right = layout.cell(end).left + layout.cell(end).width + gap;
					if (isLast) expect(right).toBeLessThanOrEqual(width + 1e-6);
					else expect(right).toBeCloseTo(width, 6);
					const heightOf = (count: number) =>
						(width - gap * (count + 1)) / all.slice(row.first, row.first + count).reduce((sum, one) => sum + one, 0);
					if (isLast) expect(row.height).toBeLessThanOrEqual(rowHeight + 1e-6);
					else if (row.height > rowHeight) {
						// One picture more would make it lower by more than it is too high.
						const more = heightOf(row.count + 1);
						expect(row.height / rowHeight).toBeLessThanOrEqual(rowHeight / more + 1e-6);
					} else if (row.count > 1) {
						// One picture fewer would make it too high by at least as much.
						expect(heightOf(row.count - 1) / rowHeight).toBeGreaterThanOrEqual(rowHeight / row.height - 1e-6);
					}
				}
			}),
		);
	});

	it("stay as they are before a picture that is added at the end, up to the row before", async () => {
		await fc.assert(
			fc.property(justified, fc.double({ min: 0.2, max: 5, noNaN: true }), ({ layout, ...given }, added) => {
				const after = justifiedLayout({ ...given, ratios: [...given.ratios, added], gap });
				for (let at = 0; at < layout.rowCount - 2; at++) expect(after.row(at)).toEqual(layout.row(at));
			}),
		);
	});
});

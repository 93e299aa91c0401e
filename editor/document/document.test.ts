import { describe, expect, test } from "vitest";
import { type Coverage, coverageAt, rectCoverage, TILE_AREA } from "../raster";
import {
	commit,
	createDocument,
	createHistory,
	createMask,
	editCoverage,
	historyBytes,
	redo,
	restoreDocument,
	restoreHistory,
	serializeDocument,
	undo,
} from ".";

const SIZE = { width: 1000, height: 600 };
const FRAME = { left: -100, top: 0, right: 900, bottom: 600 };

function begin(budget?: number) {
	return createHistory(createDocument("d", { image: "i", name: "n", ...SIZE }), budget);
}

function paint(coverage: Coverage) {
	return { type: "mask.setTiles", mask: "mask-1", tiles: coverage.tiles } as const;
}

const spot = (left: number, value = 255) => rectCoverage(SIZE, { left, top: 5, right: left + 50, bottom: 55 }, value);

describe("history", () => {
	test("an entry costs the tiles that only it keeps alive", () => {
		const first = commit(begin(), [paint(spot(0))]);
		expect(historyBytes(first)).toBeLessThan(1000);
		const second = commit(first, [paint(spot(10))]);
		expect(historyBytes(second)).toBeGreaterThanOrEqual(TILE_AREA);
		expect(historyBytes(second)).toBeLessThan(TILE_AREA + 2000);
		expect(historyBytes(undo(second))).toBeLessThan(TILE_AREA + 2000);
	});

	test("the oldest entries are dropped when the budget is exceeded, the last never", () => {
		let history = begin(2.5 * TILE_AREA);
		for (let i = 0; i < 6; i++) history = commit(history, [paint(spot(i))]);
		expect(history.past).toHaveLength(2);
		expect(coverageAt(editCoverage(undo(undo(history)).document), 0, 10)).toBe(0);
		let tight = begin(1);
		for (let i = 0; i < 3; i++) tight = commit(tight, [paint(spot(i))]);
		expect(tight.past).toHaveLength(1);
	});

	test("a new gesture clears the redo list", () => {
		const history = commit(undo(commit(begin(), [paint(spot(0))])), [paint(spot(300))]);
		expect(history.future).toHaveLength(0);
		expect(redo(history)).toBe(history);
	});

	test("commands that change nothing or name missing layers make no entry", () => {
		const history = begin();
		expect(commit(history, [{ type: "mask.setTiles", mask: "gone", tiles: { 0: 255 } }])).toBe(history);
		expect(commit(history, [{ type: "mask.remove", mask: "mask-1" }])).toBe(history);
		expect(commit(history, [])).toBe(history);
	});

	test("several commands make one entry", () => {
		const result = { id: "r", image: "x", isVisible: true };
		const history = commit(begin(), [paint(spot(0)), { type: "result.add", result }]);
		expect(undo(history).document).toEqual(begin().document);
	});
});

test("the edit coverage is the union of the visible masks", () => {
	const other = { ...createMask("m2", SIZE), coverage: spot(100, 90) };
	const history = commit(begin(), [paint(spot(0)), { type: "mask.add", mask: other }]);
	const both = editCoverage(history.document);
	expect([coverageAt(both, 10, 10), coverageAt(both, 110, 10)]).toEqual([255, 90]);
	const hidden = commit(history, [{ type: "mask.set", mask: "mask-1", changes: { isVisible: false } }]);
	expect(coverageAt(editCoverage(hidden.document), 10, 10)).toBe(0);
});

describe("saving", () => {
	test("a document from before crops and turns stays readable, and its results keep their offset", () => {
		const size = { width: 300, height: 200 };
		const rect = { left: 0, top: 0, right: 300, bottom: 200 };
		const plan = {
			...{ picture: size, canvas: rect, frame: rect, source: rect, content: size, sent: size, size: "auto" },
			...{ extent: "whole" as const, edges: { sendGrow: 1, overlap: 0, pasteErode: 0, pasteFeather: 0 } },
		};
		const edit = { plan, coverage: null, origin: { x: 0, y: 0 } };
		const older = {
			...serializeDocument(createHistory(createDocument("d", { image: "i", name: "n", width: 340, height: 200 }))),
			imported: { left: 40, top: 0, right: 340, bottom: 200 },
			accepted: [{ id: "r", image: "a", visible: true, edit, moved: { x: 40, y: 0 } }],
		};
		const { picture, accepted } = restoreDocument(structuredClone(older));
		expect(picture.orientation).toBeUndefined();
		expect(accepted).toEqual([{ id: "r", image: "a", isVisible: true, edit, moved: { x: 40, y: 0 } }]);
		const turned = commit(createHistory(restoreDocument(older)), [
			{ type: "canvas.orient", orientation: { turns: 1 } },
		]).document;
		expect(turned.picture).toMatchObject({ width: 200, height: 340, orientation: { turns: 1 } });
		expect(turned.picture.imported).toEqual({ left: 0, top: 40, right: 200, bottom: 340 });
		// The planned canvas' upper left corner lies at the upper right of the picture now.
		expect(turned.accepted[0]?.moved).toEqual({ x: 200, y: 40, turns: 1 });
	});

	test("a document survives a structured clone", () => {
		const result = { id: "r", image: "x", isVisible: false };
		const history = undo(
			commit(commit(begin(), [paint(spot(240)), { type: "result.add", result }]), [
				{ type: "frame.set", frame: FRAME },
			]),
		);
		const restored = restoreHistory(structuredClone(serializeDocument(history)));
		expect(restored).toEqual(history);
		expect(redo(restored).document.frame).toEqual(FRAME);
		expect(undo(restored).document).toEqual(begin().document);
	});

	test("invalid stored values do not reach the document", () => {
		const stored = serializeDocument(begin());
		const [mask] = stored.masks;
		const tiles = [
			{ x: 9, y: 0, coverage: 255 },
			{ x: -1, y: 1, coverage: 255 },
			{ x: 0, y: 99, coverage: 255 },
			{ x: 0.5, y: 0, coverage: 255 },
			{ x: 1, y: 0, coverage: 999 },
			{ x: 2, y: 0, coverage: new Uint8Array(3) },
			{ x: 3, y: 0, coverage: 77 },
		];
		const restored = restoreDocument({ ...stored, masks: [{ ...mask!, colour: "url(x)", tiles }] });
		expect(restored.masks[0]?.coverage.tiles).toEqual({ 3: 77 });
		expect(restored.masks[0]?.colour).toMatch(/^#/);
		expect(restoreDocument({ ...stored, masks: [] }).masks).toHaveLength(1);
	});
});

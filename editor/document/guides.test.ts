import { expect, test } from "vitest";
import type { Orientation } from "../raster";
import {
	branchDocument,
	commit,
	createDocument,
	createHistory,
	type DocumentCommand,
	type History,
	nextGuideId,
	redo,
	restoreHistory,
	serializeDocument,
	undo,
} from ".";

const start = () => createHistory(createDocument("document", { image: "image", name: "", width: 400, height: 300 }));
const run = (history: History, ...commands: readonly DocumentCommand[]) => commit(history, commands);
const upright = { id: "guide-1", axis: "x", at: 120 } as const;
const level = { id: "guide-2", axis: "y", at: -40 } as const;

test("guides are added, moved and removed, each by one step that can be undone", () => {
	const added = run(start(), { type: "guide.add", guide: upright });
	const moved = run(added, { type: "guide.move", guide: "guide-1", at: 200.4 });
	expect(moved.document.guides).toEqual([{ ...upright, at: 200 }]);
	const removed = run(moved, { type: "guide.remove", guide: "guide-1" });
	expect(removed.document.guides).toEqual([]);
	expect(undo(removed).document.guides).toEqual([{ ...upright, at: 200 }]);
	expect(undo(undo(removed)).document.guides).toEqual([upright]);
	expect(redo(undo(removed)).document.guides).toEqual([]);
});

test("a command without effect makes no step", () => {
	const history = run(start(), { type: "guide.add", guide: upright });
	for (const command of [
		{ type: "guide.add", guide: upright },
		{ type: "guide.add", guide: { ...level, at: Number.NaN } },
		{ type: "guide.move", guide: "guide-1", at: 120.3 },
		{ type: "guide.move", guide: "guide-1", at: Number.POSITIVE_INFINITY },
		{ type: "guide.move", guide: "gone", at: 5 },
		{ type: "guide.remove", guide: "gone" },
	] as const satisfies readonly DocumentCommand[]) {
		expect(run(history, command)).toBe(history);
	}
});

test("guides keep their place in the picture when the canvas grows to the left and to the top", () => {
	const history = run(start(), { type: "guide.add", guide: upright }, { type: "guide.add", guide: level });
	const grown = run(history, { type: "canvas.grow", canvas: { left: -30, top: -50, right: 400, bottom: 300 } });
	expect(grown.document.guides).toEqual([
		{ ...upright, at: 150 },
		{ ...level, at: 10 },
	]);
	expect(undo(grown).document.guides).toEqual([upright, level]);
});

test("guides go along when the canvas is cropped, turned and mirrored", () => {
	const history = run(start(), { type: "guide.add", guide: upright }, { type: "guide.add", guide: level });
	const lines = (after: History) => after.document.guides.map(({ axis, at }) => [axis, at]);
	const cropped = run(history, { type: "canvas.crop", canvas: { left: 20, top: 10, right: 300, bottom: 200 } });
	expect(lines(cropped)).toEqual([
		["x", 100],
		["y", -50],
	]);
	const orient = (orientation: Orientation) => lines(run(history, { type: "canvas.orient", orientation }));
	// A picture of 400 × 300, turned clockwise: what was 120 from the left is 120 from the top.
	expect(orient({ turns: 1 })).toEqual([
		["y", 120],
		["x", 340],
	]);
	expect(orient({ turns: 2 })).toEqual([
		["x", 280],
		["y", 340],
	]);
	expect(orient({ isFlipped: true })).toEqual([
		["x", 280],
		["y", -40],
	]);
});

test("a copy of an earlier step has the guides, on the canvas of that time", () => {
	const history = run(start(), { type: "guide.add", guide: upright }, { type: "guide.add", guide: level });
	const grown = run(history, { type: "canvas.grow", canvas: { left: -30, top: -50, right: 400, bottom: 300 } });
	expect(branchDocument(grown.document, 0, "copy").guides).toEqual([upright, level]);
});

test("guides are saved; documents without them and damaged guides stay readable", () => {
	const history = run(start(), { type: "guide.add", guide: upright }, { type: "guide.add", guide: level });
	const saved = serializeDocument(history);
	expect(restoreHistory(structuredClone(saved)).document.guides).toEqual([upright, level]);
	const { guides: _, ...older } = saved;
	expect(restoreHistory(older).document.guides).toEqual([]);
	const damaged = [null, { id: "a", axis: "z", at: 1 }, { id: "b", axis: "x", at: "1" }, level] as never;
	expect(restoreHistory({ ...saved, guides: damaged }).document.guides).toEqual([level]);
	expect(serializeDocument(start())).not.toHaveProperty("guides");
});

test("a new guide has an unused id", () => {
	expect(nextGuideId([])).toBe("guide-1");
	expect(nextGuideId([{ ...upright, id: "guide-2" }])).toBe("guide-3");
	expect(nextGuideId([upright, { ...upright, id: "guide-3" }])).toBe("guide-4");
});

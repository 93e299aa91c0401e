// Selections by content from the press to the mask: previews, one history step, cancelling, and what waits behind them.
import { describe, expect, test } from "vitest";
import { coverageAt } from "../raster";
import type { Modifiers } from "../tools";
import { EditorSession } from "./editorSession";
import { memoryStore, redAndBlue } from "./sessionForTests";

const SIZE = { width: 300, height: 280 };
const NO_KEYS = { shift: false, alt: false, mod: false };

async function opened(tool = "wand") {
	const editor = new EditorSession(memoryStore());
	editor.resize({ width: 600, height: 560 });
	await editor.open(redAndBlue(SIZE, 270), "picture.png");
	editor.run(`tool.${tool}`);
	return editor;
}

type Point = readonly [x: number, y: number];
const samples = ([x, y]: Point) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];

function press(editor: EditorSession, at: Point, modifiers: Modifiers = NO_KEYS): void {
	editor.tools.handleEvent({ type: "down", samples: samples(at), modifiers, isSecondary: false });
}
function move(editor: EditorSession, at: Point): void {
	editor.tools.handleEvent({ type: "move", samples: samples(at), modifiers: NO_KEYS });
}
function release(editor: EditorSession, at: Point): void {
	editor.tools.handleEvent({ type: "up", samples: samples(at), modifiers: NO_KEYS });
}

function click(editor: EditorSession, at: Point, modifiers: Modifiers = NO_KEYS): Promise<void> {
	press(editor, at, modifiers);
	release(editor, at);
	return settled(editor);
}

const settled = (editor: EditorSession) =>
	new Promise<void>((resolve) => {
		const check = () => {
			if (editor.getSnapshot().isWorking) return;
			stop();
			resolve();
		};
		const stop = editor.subscribe(check);
		check();
	});

/** Resolves when the canvas is asked to draw the preview. */
const previewed = (editor: EditorSession) =>
	new Promise<void>((resolve) => {
		const stop = editor.onRedraw((scope) => {
			if (scope !== "masks" || editor.tools.gesture.preview === null) return;
			stop();
			resolve();
		});
	});

function shown(editor: EditorSession, [x, y]: Point): number {
	const coverage = editor.document?.masks[0]?.coverage;
	const tiles = { ...coverage?.tiles, ...editor.tools.gesture.preview?.tiles };
	return coverage === undefined ? 0 : coverageAt({ ...coverage, tiles }, x, y);
}
const masked = (editor: EditorSession, [x, y]: Point) => {
	const coverage = editor.document?.masks[0]?.coverage;
	return coverage === undefined ? 0 : coverageAt(coverage, x, y);
};

const RED: Point = [60, 60];
const BLUE: Point = [200, 60];
const GREY: Point = [150, 150];

describe("the wand", () => {
	test("selects on a press, shows it before the release, and makes one history step", async () => {
		const editor = await opened();
		const isShown = previewed(editor);
		press(editor, RED);
		await isShown;
		expect(shown(editor, [110, 260])).toBe(255);
		expect(shown(editor, GREY)).toBe(0);
		expect(masked(editor, RED)).toBe(0);
		release(editor, RED);
		await settled(editor);
		expect(editor.tools.gesture.preview).toBeNull();
		expect([RED, [119, 269], [120, 100], GREY, BLUE].map((at) => masked(editor, at as Point))).toEqual([
			255, 255, 0, 0, 0,
		]);
		editor.run("edit.undo");
		expect(masked(editor, RED)).toBe(0);
		expect(editor.getSnapshot().canUndo).toBe(false);
	});

	test("adds, takes away and intersects by Shift and Alt", async () => {
		const editor = await opened();
		await click(editor, RED);
		await click(editor, BLUE, { ...NO_KEYS, shift: true });
		expect([masked(editor, RED), masked(editor, BLUE)]).toEqual([255, 255]);
		await click(editor, RED, { ...NO_KEYS, shift: true, alt: true });
		expect([masked(editor, RED), masked(editor, BLUE)]).toEqual([255, 0]);
		await click(editor, RED, { ...NO_KEYS, alt: true });
		expect(editor.getState().hasMask).toBe(false);
	});

	test("takes a larger tolerance from a drag to the right and keeps it", async () => {
		const editor = await opened();
		press(editor, RED);
		move(editor, [60 + 5 + 3 * 88, 60]);
		release(editor, [60 + 5 + 3 * 88, 60]);
		await settled(editor);
		expect(editor.getSnapshot().settings.wand?.tolerance).toBe(100);
		expect([masked(editor, RED), masked(editor, GREY)]).toEqual([255, 255]);
	});

	test("a changed tolerance selects again in place of the last step, until another one is made", async () => {
		const editor = await opened();
		const tolerance = async (tool: string, changed: Record<string, number>) => {
			const before = editor.getSnapshot().settings[tool];
			editor.apply([{ type: "settings", tool, settings: { ...before, ...changed } }]);
			await settled(editor);
		};
		const steps = () => editor.document && editor.tools.core.documents.history?.past.length;
		await click(editor, BLUE);
		await click(editor, RED, { ...NO_KEYS, shift: true });
		expect([masked(editor, RED), masked(editor, BLUE), masked(editor, GREY), steps()]).toEqual([255, 255, 0, 2]);
		// As a slider does it: the steps arrive while the one before is computed.
		for (const value of [20, 60, 100])
			editor.apply([
				{ type: "settings", tool: "wand", settings: { ...editor.getSnapshot().settings.wand, tolerance: value } },
			]);
		await editor.tools.core.queue.whenIdle();
		expect([masked(editor, GREY), masked(editor, BLUE), steps()]).toEqual([255, 255, 2]);
		await tolerance("wand", { tolerance: 0 });
		expect([masked(editor, RED), masked(editor, BLUE), masked(editor, GREY), steps()]).toEqual([255, 255, 0, 2]);
		editor.run("edit.undo");
		expect([masked(editor, RED), masked(editor, BLUE), steps()]).toEqual([0, 255, 1]);
		// The step is no longer the last one: the tolerance is that of the next press.
		await tolerance("wand", { tolerance: 100 });
		expect([masked(editor, GREY), steps()]).toEqual([0, 1]);
		await click(editor, RED, { ...NO_KEYS, shift: true });
		expect([masked(editor, GREY), steps()]).toEqual([255, 2]);
		editor.run("mask.invert");
		await settled(editor);
		const inverted = editor.document;
		await tolerance("wand", { tolerance: 5 });
		expect(editor.document).toBe(inverted);
	});

	test("leaves no trace where it is cancelled during the press or while it is computed", async () => {
		const editor = await opened();
		const before = editor.document;
		const isShown = previewed(editor);
		press(editor, RED);
		await isShown;
		editor.tools.cancelGesture();
		expect(editor.tools.gesture.preview).toBeNull();
		const isShownAgain = previewed(editor);
		press(editor, BLUE);
		await isShownAgain;
		release(editor, [BLUE[0] + 65, BLUE[1]]);
		expect(editor.cancelWork()).toBe(true);
		await settled(editor);
		expect(editor.tools.gesture.preview).toBeNull();
		expect(editor.document).toBe(before);
		expect(editor.getSnapshot().canUndo).toBe(false);
	});

	test("selects the same whatever the zoom and however the moves arrive", async () => {
		const selections: unknown[] = [];
		for (const [zoom, steps] of [
			["view.fit", 1],
			["view.actual", 7],
			["view.double", 40],
		] as const) {
			const editor = await opened();
			editor.run(zoom);
			press(editor, RED);
			for (let i = 1; i <= steps; i++) move(editor, [60 + Math.round((65 * i) / steps), 60]);
			release(editor, [125, 60]);
			await settled(editor);
			selections.push(editor.document?.masks[0]?.coverage.tiles);
		}
		expect(selections[1]).toEqual(selections[0]);
		expect(selections[2]).toEqual(selections[0]);
	});

	test("lets later changes wait, in their order", async () => {
		const editor = await opened();
		press(editor, RED);
		release(editor, RED);
		editor.run("mask.invert");
		editor.run("edit.undo");
		await settled(editor);
		expect([masked(editor, RED), masked(editor, GREY)]).toEqual([255, 0]);
	});
});

test("samples are sent again where the worker has lost them, and read anew from another picture", async () => {
	const editor = await opened();
	await click(editor, RED);
	const other = await opened();
	await click(other, BLUE);
	await click(editor, BLUE);
	expect([masked(editor, RED), masked(editor, BLUE), masked(other, RED), masked(other, BLUE)]).toEqual([
		255, 255, 0, 255,
	]);
});

// Masks between documents: taken out as data, used at their own pixels or scaled to fit, in each way, as one history step.
import { describe, expect, test } from "vitest";
import type { MaskUse, StoredMask } from "../document";
import { coverageAt, editBounds, polygonCoverage, type Rect, rectCorners, runToEnd, type Size } from "../raster";
import { EditorSession } from "./editorSession";
import { memoryStore, redAndBlue } from "./sessionForTests";

async function opened(size: Size, rect?: Rect): Promise<EditorSession> {
	const editor = new EditorSession(memoryStore());
	editor.resize({ width: 600, height: 560 });
	await editor.open(redAndBlue(size, 20), "picture.png");
	if (rect) {
		const { tiles } = runToEnd(polygonCoverage(size, rectCorners(rect)));
		const mask = editor.document?.activeMask ?? "";
		editor.apply([{ type: "commands", commands: [{ type: "mask.setTiles", mask, tiles }] }]);
	}
	return editor;
}

const LARGE = { width: 600, height: 400 };
const SMALL = { width: 300, height: 200 };
const PAINTED = { left: 200, top: 100, right: 400, bottom: 300 };

async function copied(): Promise<StoredMask> {
	const mask = (await opened(LARGE, PAINTED)).maskExchange.read();
	if (mask === null) throw new Error("nothing to copy");
	// As it comes back from a database.
	return structuredClone(mask);
}

const coverages = (editor: EditorSession) => editor.document?.masks.map(({ coverage }) => editBounds(coverage)) ?? [];

describe("a mask of another picture", () => {
	test("becomes a new mask, scaled to the picture or cut at it, and undo takes it away", async () => {
		const mask = await copied();
		const editor = await opened(SMALL);
		await editor.maskExchange.apply(mask, { fit: "scale", mode: "layer", name: "Door" });
		expect(coverages(editor)).toEqual([null, { left: 100, top: 50, right: 200, bottom: 150 }]);
		expect(editor.document?.masks[1]?.name).toBe("Door");
		await editor.maskExchange.apply(mask, { fit: "place", mode: "layer" });
		expect(coverages(editor)[2]).toEqual({ left: 200, top: 100, right: 300, bottom: 200 });
		editor.run("edit.undo");
		editor.run("edit.undo");
		expect(coverages(editor)).toEqual([null]);
		expect(editor.getSnapshot().canUndo).toBe(false);
	});

	test.each<[MaskUse["mode"], readonly number[]]>([
		["replace", [0, 255, 255, 0]],
		["add", [255, 255, 255, 0]],
		["subtract", [255, 0, 0, 0]],
		["intersect", [0, 255, 0, 0]],
	])("%s: is joined to the active mask", async (mode, values) => {
		const editor = await opened(SMALL, { left: 80, top: 40, right: 150, bottom: 100 });
		await editor.maskExchange.apply(await copied(), { fit: "scale", mode });
		const coverage = editor.document?.masks[0]?.coverage;
		const at = (x: number, y: number) => (coverage ? coverageAt(coverage, x, y) : -1);
		expect([at(85, 45), at(120, 80), at(180, 120), at(10, 10)]).toEqual(values);
		editor.run("edit.undo");
		expect(coverages(editor)).toEqual([{ left: 80, top: 40, right: 150, bottom: 100 }]);
	});

	test("is refused where it cannot be used, and changes nothing", async () => {
		const mask = await copied();
		const editor = await opened(SMALL);
		const before = editor.document;
		const broken = { width: 0, height: 10, tiles: [] };
		await expect(editor.maskExchange.apply(broken, { fit: "scale", mode: "add" })).rejects.toMatchObject({
			code: "operation-failed",
		});
		expect(editor.document).toBe(before);
		editor.run("layer.lockMask");
		await expect(editor.maskExchange.apply(mask, { fit: "scale", mode: "add" })).rejects.toMatchObject({
			code: "mask-locked",
		});
		editor.close();
		await expect(editor.maskExchange.apply(mask, { fit: "scale", mode: "add" })).rejects.toMatchObject({
			code: "no-picture",
		});
	});
});

test("an empty mask is not taken out, and the menu asks only while something listens", async () => {
	const editor = await opened(SMALL);
	expect(editor.maskExchange.read()).toBeNull();
	const asked: string[] = [];
	editor.run("mask.library");
	const stop = editor.maskExchange.onRequest((request) => asked.push(request));
	editor.notify(null);
	editor.run("mask.copy");
	editor.run("mask.library");
	editor.run("mask.paste");
	stop();
	expect(asked).toEqual(["library", "paste"]);
});

test("a preview has the proportions of the picture and shows the mask", async () => {
	const editor = await opened(LARGE, PAINTED);
	const preview = editor.maskExchange.preview(await copied(), 60);
	expect([preview.width, preview.height]).toEqual([60, 40]);
	const at = (x: number, y: number) => preview.coverage[y * 60 + x];
	expect([at(30, 20), at(21, 11), at(18, 20), at(0, 0)]).toEqual([255, 255, 0, 0]);
	expect(editor.getState().picture?.width).toBe(600);
});

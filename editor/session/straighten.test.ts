// Straightening the picture: what is saved, what goes along, and that undo brings the originals back. Read by an independent
// decoder.

import * as fc from "fast-check";
import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { rotationOf } from "../document";
import { coverageAt, type Rect } from "../raster";
import type { SavedDocument } from "../types";
import type { EditorSession } from "./editorSession";
import { memoryStore, newSession } from "./sessionForTests";

const SIZE = { width: 120, height: 80 };

/** White below a horizon that falls to the right by 10 degrees through the middle of the picture, black above it. */
function tilted(): Uint8Array {
	const data = new Uint8Array(SIZE.width * SIZE.height * 4);
	const slope = Math.tan((10 * Math.PI) / 180);
	for (let i = 0; i < SIZE.width * SIZE.height; i++) {
		const [x, y] = [(i % SIZE.width) + 0.5 - 60, Math.floor(i / SIZE.width) + 0.5 - 40];
		data.set([y > x * slope ? 255 : 0, 80, 90, 255], i * 4);
	}
	return data;
}

async function opened(store = memoryStore()): Promise<EditorSession> {
	const editor = newSession(store, { width: 600, height: 400 });
	await editor.open(
		new Blob([encode({ ...SIZE, data: tilted(), channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]),
		"p.png",
	);
	editor.run("tool.straighten");
	return editor;
}

async function exported(editor: EditorSession) {
	const { data, width, height, channels } = decode((await editor.exportAs("picture")).png);
	const at = (x: number, y: number) => [...data.slice((y * width + x) * channels, (y * width + x + 1) * channels)];
	return { width, height, channels, at, bytes: Buffer.from(data as Uint8Array) };
}

function drawLine(editor: EditorSession, from: readonly [number, number], to: readonly [number, number]): void {
	const modifiers = { shift: false, alt: false, mod: false };
	const at = ([x, y]: readonly [number, number]) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	editor.tools.handleEvent({ type: "down", samples: at(from), modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "move", samples: at(to), modifiers });
	editor.tools.handleEvent({ type: "up", samples: at(to), modifiers });
}

const settled = async (editor: EditorSession) => {
	await expect.poll(() => editor.getState().isBusy || editor.getSnapshot().isWorking, { timeout: 60_000 }).toBe(false);
};
const horizon = [
	[10, 40 - 50 * Math.tan((10 * Math.PI) / 180)],
	[110, 40 + 50 * Math.tan((10 * Math.PI) / 180)],
] as const;

test("a line along the horizon makes it level, in one step that undo takes back to the byte", async () => {
	const store = memoryStore();
	const editor = await opened(store);
	const before = await exported(editor);
	drawLine(editor, ...horizon);
	await settled(editor);
	const after = await exported(editor);
	expect([after.width, after.height]).not.toEqual([SIZE.width, SIZE.height]);
	for (const x of [1, after.width >> 1, after.width - 2]) {
		expect(after.at(x, (after.height >> 1) - 3).slice(0, 3)).toEqual([0, 80, 90]);
		expect(after.at(x, (after.height >> 1) + 3).slice(0, 3)).toEqual([255, 80, 90]);
	}
	expect(editor.document?.accepted).toHaveLength(1);
	expect(editor.document?.accepted[0]?.straightened).toBe(-10);
	// The angle is spent.
	expect(editor.getSnapshot().settings.straighten).toMatchObject({ angle: 0 });
	const later = newSession(store, { width: 600, height: 400 });
	await later.load(structuredClone(editor.save()) as SavedDocument);
	expect((await exported(later)).bytes.equals(after.bytes)).toBe(true);
	for (const one of [editor, later]) {
		one.run("edit.undo");
		expect((await exported(one)).bytes.equals(before.bytes)).toBe(true);
		expect(one.getState().canUndo).toBe(false);
		one.run("edit.redo");
		expect((await exported(one)).bytes.equals(after.bytes)).toBe(true);
	}
});

test("a line that is nearly upright makes it plumb, and a click does nothing", async () => {
	const editor = await opened();
	drawLine(editor, [60, 10], [60, 10]);
	expect(editor.getSnapshot().isWorking).toBe(false);
	drawLine(editor, [60, 10], [65, 70]);
	await settled(editor);
	expect(editor.document?.accepted[0]?.straightened).toBeCloseTo(4.8, 5);
});

test("masks, notes and references go along, candidates are removed, and a typed angle can keep the corners", async () => {
	const editor = await opened();
	const reference = {
		id: "ref",
		image: "x",
		name: "",
		place: { left: 50, top: 10, right: 70, bottom: 20 },
		opacity: 1,
		isVisible: true,
	};
	editor.apply([
		{
			type: "commands",
			commands: [
				{ type: "reference.add", reference },
				{ type: "mask.set", mask: "mask-1", changes: { note: "sky" } },
			],
		},
	]);
	editor.run("tool.rectangle");
	drawLine(editor, [50, 30], [70, 50]);
	const { edit, picture } = await editor.prepareEdit({ rules: { kind: "any" } });
	await editor.showResult("early", new Blob([picture as Uint8Array<ArrayBuffer>]), edit);
	editor.run("tool.straighten");
	editor.apply([{ type: "settings", tool: "straighten", settings: { angle: 30, fill: "keep" } }]);
	editor.run("picture.straighten");
	await settled(editor);
	const { document } = editor;
	expect(document?.results).toEqual([]);
	expect(editor.getSnapshot().importNotes).toEqual(["candidates-removed"]);
	const { width, height } = document!.picture;
	// 120 cos 30° + 80 sin 30°, and 120 sin 30° + 80 cos 30°, rounded up to the same number on both sides.
	expect([width, height]).toEqual([144, 130]);
	const after = await exported(editor);
	expect(after.at(0, 0)[3]).toBe(0);
	expect(after.at(72, 65)[3]).toBe(255);
	const mask = document!.masks[0]!;
	expect(mask.note).toBe("sky");
	const covered = (x: number, y: number) => coverageAt(mask.coverage, x, y);
	// The upper left corner of the square about the centre has come up, the upper right one has gone down.
	expect([covered(72, 65), covered(72 - 3, 65 - 12), covered(72 + 3, 65 - 12)]).toEqual([255, 255, 0]);
	const [moved] = document!.references;
	expect(moved?.angle).toBe(30);
	const centre = { x: (moved!.place.left + moved!.place.right) / 2, y: (moved!.place.top + moved!.place.bottom) / 2 };
	// The centre (60, 15) was 25 above the picture's centre.
	expect(centre.x).toBeCloseTo(72 + 12.5, 6);
	expect(centre.y).toBeCloseTo(65 - 25 * Math.cos(Math.PI / 6), 6);
	// An answer to the request from before has no place any more.
	await expect(editor.showResult("late", new Blob([picture as Uint8Array<ArrayBuffer>]), edit)).rejects.toMatchObject({
		code: "straightened-since",
	});
	editor.run("edit.undo");
	expect(editor.document?.results.map(({ id }) => id)).toEqual(["early"]);
	await editor.showResult("late", new Blob([picture as Uint8Array<ArrayBuffer>]), edit);
	expect(editor.document?.results.map(({ id }) => id)).toEqual(["early", "late"]);
});

test("turns, crops and edits after straightening keep its samples exactly", async () => {
	const editor = await opened();
	drawLine(editor, ...horizon);
	await settled(editor);
	const straight = await exported(editor);
	const frame: Rect = { left: 5, top: 6, right: 40, bottom: 31 };
	editor.apply([{ type: "commands", commands: [{ type: "frame.set", frame }] }]);
	editor.run("picture.crop");
	editor.run("picture.flipHorizontal");
	const after = await exported(editor);
	let wrong = 0;
	for (let y = 0; y < 25; y++) {
		for (let x = 0; x < 35; x++) {
			if (after.at(x, y).join() !== straight.at(frame.right - 1 - x, frame.top + y).join()) wrong++;
		}
	}
	expect([after.width, after.height, wrong]).toEqual([35, 25, 0]);
});

test("the canvas that is cropped lies inside the rotated picture, and the one that keeps all around it", async () => {
	const length = fc.integer({ min: 1, max: 9000 });
	await fc.assert(
		fc.property(length, length, fc.integer({ min: -450, max: 450 }), (width, height, tenths) => {
			const degrees = tenths / 10;
			const radians = (degrees * Math.PI) / 180;
			const corners = ({ left, top, right, bottom }: Rect, back: number) =>
				[
					[left, top],
					[right, top],
					[left, bottom],
					[right, bottom],
				].map(([x = 0, y = 0]) => {
					const [dx, dy] = [x - width / 2, y - height / 2];
					return { x: dx * Math.cos(back) - dy * Math.sin(back), y: dx * Math.sin(back) + dy * Math.cos(back) };
				});
			const { canvas } = rotationOf({ width, height }, { degrees, fill: "crop" });
			const isTiny = canvas.right - canvas.left <= 2 || canvas.bottom - canvas.top <= 2;
			for (const { x, y } of corners(canvas, -radians)) {
				if (!isTiny) expect(Math.abs(x) <= width / 2 + 1e-6 && Math.abs(y) <= height / 2 + 1e-6).toBe(true);
			}
			const kept = rotationOf({ width, height }, { degrees, fill: "keep" }).canvas;
			for (const { x, y } of corners({ left: 0, top: 0, right: width, bottom: height }, radians)) {
				expect(x + width / 2).toBeGreaterThanOrEqual(kept.left - 1e-6);
				expect(x + width / 2).toBeLessThanOrEqual(kept.right + 1e-6);
				expect(y + height / 2).toBeGreaterThanOrEqual(kept.top - 1e-6);
				expect(y + height / 2).toBeLessThanOrEqual(kept.bottom + 1e-6);
			}
			for (const edge of [...Object.values(canvas), ...Object.values(kept)]) expect(Number.isInteger(edge)).toBe(true);
			expect(canvas.right > canvas.left && canvas.bottom > canvas.top).toBe(true);
		}),
	);
});

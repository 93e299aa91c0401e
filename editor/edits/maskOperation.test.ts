// Changes during a slow mask operation: none is lost and none overtakes the operation.
import { encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { coverageAt, type Tiles } from "../raster";
import { EditorSession } from "../session/editorSession";
import { memoryStore } from "../session/sessionForTests";
import { createJobRunner, type Job, type JobRunner } from "../work";

const SIZE = { width: 300, height: 200 };
const PNG = encode({ ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height * 4).fill(255), channels: 4, depth: 8 });
const MODIFIERS = { shift: false, alt: false, mod: false };

/** Operations take until `finish` is called. */
function slowJobRunner(): JobRunner & { finish(): void; readonly isAbandoned: boolean } {
	const jobRunner = createJobRunner();
	const waiting: (() => void)[] = [];
	let isAbandoned = false;
	return {
		run: async <J extends Job>(job: J, signal?: AbortSignal) => {
			if (job.type === "operate") {
				await new Promise<void>((resolve, reject) => {
					waiting.push(resolve);
					signal?.addEventListener("abort", () => {
						isAbandoned = true;
						reject(signal.reason);
					});
				});
			}
			return jobRunner.run(job);
		},
		runOwned: jobRunner.runOwned,
		parallel: jobRunner.parallel,
		runOnMainThread: jobRunner.runOnMainThread,
		close: jobRunner.close,
		finish: () => waiting.shift()?.(),
		get isAbandoned() {
			return isAbandoned;
		},
	};
}

async function opened() {
	const jobRunner = slowJobRunner();
	const editor = new EditorSession(memoryStore(), jobRunner);
	editor.resize({ width: 600, height: 400 });
	await editor.open(new Blob([PNG as Uint8Array<ArrayBuffer>]), "picture.png");
	editor.apply([{ type: "settings", tool: "brush", settings: { size: 10, hardness: 1, opacity: 1 } }]);
	return { editor, jobRunner };
}

const sample = (x: number, y: number) => [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];

function stroke(editor: EditorSession, y: number): void {
	editor.tools.handleEvent({ type: "down", samples: sample(20, y), modifiers: MODIFIERS, isSecondary: false });
	editor.tools.handleEvent({ type: "move", samples: sample(200, y), modifiers: MODIFIERS });
	editor.tools.handleEvent({ type: "up", samples: sample(200, y), modifiers: MODIFIERS });
}

const at = (editor: EditorSession, x: number, y: number) => {
	const mask = editor.document?.masks[0];
	return mask === undefined ? 0 : coverageAt(mask.coverage, x, y);
};

const settled = (editor: EditorSession) =>
	new Promise<void>((resolve) => {
		const stop = editor.subscribe(() => {
			if (editor.getSnapshot().isWorking) return;
			stop();
			resolve();
		});
	});

describe("while a mask operation runs", () => {
	test("strokes wait in order, and each is a history step of its own", async () => {
		const { editor, jobRunner } = await opened();
		stroke(editor, 50);
		editor.run("mask.grow");
		expect(editor.getSnapshot().isWorking).toBe(true);
		stroke(editor, 150);
		editor.run("edit.undo");
		stroke(editor, 100);
		expect([at(editor, 100, 50), at(editor, 100, 62), at(editor, 100, 100)]).toEqual([255, 0, 0]);
		const done = settled(editor);
		jobRunner.finish();
		await done;
		expect([at(editor, 100, 62), at(editor, 100, 150), at(editor, 100, 100)]).toEqual([255, 0, 255]);
		editor.run("edit.undo");
		expect([at(editor, 100, 62), at(editor, 100, 100)]).toEqual([255, 0]);
		editor.run("edit.undo");
		expect([at(editor, 100, 62), at(editor, 100, 50)]).toEqual([0, 255]);
	});

	test("cancelling it leaves no trace and keeps the strokes drawn meanwhile", async () => {
		const { editor, jobRunner } = await opened();
		stroke(editor, 50);
		const { revision } = editor.getState();
		editor.run("mask.invert");
		stroke(editor, 150);
		expect(editor.cancelWork()).toBe(true);
		expect(editor.cancelWork()).toBe(false);
		expect(jobRunner.isAbandoned).toBe(true);
		jobRunner.finish();
		await new Promise((done) => setImmediate(done));
		expect(editor.getSnapshot().notice).toBeNull();
		expect(editor.getState()).toMatchObject({ revision: revision + 1, canRedo: false });
		expect([at(editor, 100, 50), at(editor, 100, 150), at(editor, 100, 100)]).toEqual([255, 255, 0]);
		editor.run("edit.undo");
		expect([at(editor, 100, 50), at(editor, 100, 150)]).toEqual([255, 0]);
	});

	test("a gesture that is cancelled meanwhile leaves no trace", async () => {
		const { editor, jobRunner } = await opened();
		stroke(editor, 50);
		editor.run("mask.grow");
		editor.tools.handleEvent({ type: "down", samples: sample(20, 150), modifiers: MODIFIERS, isSecondary: false });
		editor.tools.cancelGesture();
		const done = settled(editor);
		jobRunner.finish();
		await done;
		expect([at(editor, 20, 150), at(editor, 100, 62)]).toEqual([0, 255]);
		expect(editor.tools.gesture.preview).toBeNull();
	});

	test("the view moves at once, a second operation waits, and an export waits for both", async () => {
		const { editor, jobRunner } = await opened();
		stroke(editor, 50);
		editor.run("mask.grow");
		editor.run("mask.invert");
		const { zoom } = editor.camera;
		editor.run("view.zoomIn");
		expect(editor.camera.zoom).toBeGreaterThan(zoom);
		const exported = editor.exportMask();
		jobRunner.finish();
		await expect.poll(() => at(editor, 100, 62)).toBe(255);
		jobRunner.finish();
		const { editPixels } = await exported;
		expect(at(editor, 100, 62)).toBe(0);
		expect(editPixels).toBeGreaterThan(SIZE.width * SIZE.height - 194 * 30);
	});

	test("opening another picture aborts it, and its result does not reach that picture", async () => {
		const { editor, jobRunner } = await opened();
		stroke(editor, 50);
		editor.run("mask.invert");
		stroke(editor, 150);
		await editor.open(new Blob([PNG as Uint8Array<ArrayBuffer>]), "other.png");
		expect(jobRunner.isAbandoned).toBe(true);
		jobRunner.finish();
		await Promise.resolve();
		const tiles: Tiles | undefined = editor.document?.masks[0]?.coverage.tiles;
		expect(tiles).toEqual({});
		expect(editor.getSnapshot().isWorking).toBe(false);
	});
});

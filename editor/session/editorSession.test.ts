// The public interface without a browser: opening, exporting, saving, and refusals that leave everything unchanged.
import { decode, encode } from "fast-png";
import { describe, expect, test, vi } from "vitest";
import { createEditor } from "../createEditor";
import type { EditorError, ImageStore } from "../types";
import { EditorSession } from "./editorSession";
import { dab, memoryStore } from "./sessionForTests";

const SIZE = { width: 300, height: 40 };
const SAMPLES = Uint8Array.from({ length: SIZE.width * SIZE.height * 4 }, (_, i) => (i * 31) & 255);
const png = (data: Uint8Array = SAMPLES) =>
	new Blob([encode({ ...SIZE, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);

function newEditor(images?: ImageStore): EditorSession {
	const editor = createEditor(images && { images });
	if (!(editor instanceof EditorSession)) throw new Error("not a session");
	return editor;
}

async function opened(images?: ImageStore): Promise<EditorSession> {
	const editor = newEditor(images);
	editor.resize({ width: 600, height: 400 });
	await editor.open(png(), "street.png");
	return editor;
}

const code = (promise: Promise<unknown>) =>
	promise.then(
		() => "fine",
		(error: EditorError) => error.code,
	);

describe("editor", () => {
	test("getState describes the open picture", async () => {
		const editor = await opened();
		expect(editor.getState()).toMatchObject({
			picture: { name: "street.png", ...SIZE },
			isBusy: false,
			hasMask: false,
			canUndo: false,
			results: [],
		});
		editor.close();
		expect(editor.getState().picture).toBeNull();
	});

	test("the state is the same object until something changes, and the revision counts changes of the document", async () => {
		const editor = await opened();
		const before = editor.getState();
		expect(editor.getState()).toBe(before);
		editor.run("view.actual");
		expect(editor.getState().revision).toBe(before.revision);
		dab(editor, 50, 20);
		expect(editor.getState()).toMatchObject({ revision: before.revision + 1, hasMask: true, canUndo: true });
		editor.run("edit.undo");
		expect(editor.getState()).toMatchObject({ hasMask: false, canUndo: false, canRedo: true });
	});

	test("no listener is called during a stroke", async () => {
		const editor = await opened();
		const samples = [{ image: { x: 9, y: 9 }, view: { x: 9, y: 9 }, pressure: 0.5 }];
		const modifiers = { shift: false, alt: false, mod: false };
		editor.tools.handleEvent({ type: "down", samples, modifiers, isSecondary: false });
		let calls = 0;
		editor.subscribe(() => calls++);
		for (let i = 0; i < 50; i++) editor.tools.handleEvent({ type: "move", samples, modifiers });
		expect(calls).toBe(0);
		editor.tools.handleEvent({ type: "up", samples, modifiers });
		expect(calls).toBeGreaterThan(0);
	});

	test("no listener is called after the session is destroyed", async () => {
		const editor = await opened();
		const listener = vi.fn();
		editor.onFileRequest(listener);
		editor.onResultRequest(listener);
		editor.destroy();
		editor.apply([
			{ type: "pick", purpose: "picture" },
			{ type: "requestResult", result: "r", request: "more" },
		]);
		expect(listener).not.toHaveBeenCalled();
	});

	test("undo during a stroke cancels the stroke, not the step before", async () => {
		const editor = await opened();
		dab(editor, 50, 20);
		const samples = [{ image: { x: 200, y: 20 }, view: { x: 200, y: 20 }, pressure: 0.5 }];
		editor.tools.handleEvent({
			type: "down",
			samples,
			modifiers: { shift: false, alt: false, mod: false },
			isSecondary: false,
		});
		editor.run("edit.undo");
		expect(editor.tools.gesture.preview).toBeNull();
		expect(editor.getState()).toMatchObject({ hasMask: true, canUndo: true, canRedo: false });
	});

	test("exports the mask at the picture's size and the picture with its samples", async () => {
		const editor = await opened();
		dab(editor, 50, 20);
		const mask = await editor.exportMask();
		const decoded = decode(mask.png, { checkCrc: true });
		expect(decoded).toMatchObject({ ...SIZE, channels: 4 });
		expect([...decoded.data.slice((20 * 300 + 50) * 4, (20 * 300 + 50) * 4 + 4)]).toEqual([255, 255, 255, 0]);
		expect([...decoded.data.slice(0, 4)]).toEqual([0, 0, 0, 255]);
		const { png: picture } = await editor.exportAs("picture");
		expect(decode(picture).data).toEqual(SAMPLES);
		// The caller may overwrite the exported bytes without changing the next export.
		picture.fill(0);
		expect(decode((await editor.exportAs("picture")).png).data).toEqual(SAMPLES);
	});

	test("refuses to export without a picture, an empty mask, and a full mask", async () => {
		const empty = newEditor();
		expect(await code(empty.exportMask())).toBe("no-picture");
		expect(await code(empty.exportAs("picture"))).toBe("no-picture");
		const editor = await opened();
		expect(await code(editor.exportMask())).toBe("nothing-masked");
		editor.run("mask.fill");
		expect(await code(editor.exportMask())).toBe("everything-masked");
		expect((await editor.exportMask({ allowEverything: true })).editPixels).toBe(12_000);
	});

	test("a file that cannot be opened leaves the document, its mask and its history unchanged", async () => {
		const editor = await opened();
		dab(editor, 50, 20);
		const before = { ...editor.getState() };
		const saved = editor.save();
		expect(await code(editor.open(new Blob([]), "empty.png"))).toBe("empty-file");
		expect(await code(editor.open(new Blob(["text"]), "text.png"))).toBe("not-an-image");
		const whole = new Uint8Array(await png().arrayBuffer());
		expect(await code(editor.open(new Blob([whole.subarray(0, 200)]), "cut.png"))).toBe("damaged-image");
		expect(editor.getState()).toEqual(before);
		expect(editor.save()).toEqual(saved);
	});

	test("the last of two openings wins, even if the first takes longer", async () => {
		const late: (() => void)[] = [];
		const images = {
			put: () => new Promise<string>((done) => (late.length ? done("2") : late.push(() => done("1")))),
			get: async () => undefined,
		};
		const editor = createEditor({ images });
		const first = editor.open(png(), "first.png");
		await vi.waitUntil(() => late.length > 0);
		await editor.open(png(), "second.png");
		late[0]?.();
		await first;
		expect(editor.getState()).toMatchObject({ isBusy: false, picture: { name: "second.png" } });
	});

	test("a cancelled opening keeps the open document and shows no notice", async () => {
		let isSlow = false;
		const put = vi.fn((_: Blob) => (isSlow ? new Promise<string>(() => {}) : Promise.resolve("1")));
		const editor = await opened({ put, get: async () => undefined });
		dab(editor, 50, 20);
		const before = { ...editor.getState() };
		isSlow = true;
		const stored = vi.fn();
		void editor.open(png(), "second.png").then(stored, stored);
		expect(editor.getState().isBusy).toBe(true);
		expect(editor.cancelWork()).toBe(true);
		expect(editor.getState()).toEqual(before);
		await vi.waitFor(() => expect(stored).toHaveBeenCalledExactlyOnceWith(undefined));
		expect(put, "the cancelled file is not stored").toHaveBeenCalledTimes(1);
		expect(editor.getState()).toEqual(before);
		expect(editor.getSnapshot().notice).toBeNull();
		expect(editor.cancelWork()).toBe(false);
	});

	test("a result is one history step", async () => {
		const editor = await opened();
		await editor.showResult("r1", png(SAMPLES.map((value) => 255 - value)));
		expect(editor.getState().results).toMatchObject([{ id: "r1", visible: true }]);
		editor.run("edit.undo");
		expect(editor.getState().results).toEqual([]);
		expect(await code(editor.showResult("r2", new Blob(["?"])))).toBe("not-an-image");
	});

	test("loading restores the saved document with its history", async () => {
		const images = memoryStore();
		const editor = await opened(images);
		dab(editor, 50, 20);
		await editor.showResult("r1", png());
		const saved = structuredClone(editor.save());
		if (saved === null) throw new Error("nothing saved");
		const other = newEditor(images);
		await other.load(saved);
		// As it was left: the result without the mask's tint over it.
		expect([editor.viewState.mask, other.viewState.mask]).toEqual([false, false]);
		expect(other.getState()).toMatchObject({ hasMask: true, canUndo: true, picture: { name: "street.png" } });
		expect((await other.exportMask()).png).toEqual((await editor.exportMask()).png);
		for (const _ of [1, 2]) other.run("edit.undo");
		expect(other.getState()).toMatchObject({ hasMask: false, canUndo: false, canRedo: true, results: [] });
		for (const _ of [1, 2]) other.run("edit.redo");
		expect((await other.exportMask()).png).toEqual((await editor.exportMask()).png);
		const elsewhere = createEditor();
		expect(await code(elsewhere.load(saved))).toBe("no-picture");
		expect(await code(other.load({ ...saved, width: 9 }))).toBe("mask-size-mismatch");
	});

	test("preferences are restored, and invalid values are replaced by defaults", async () => {
		const editor = await opened();
		editor.run("brush.larger");
		editor.run("input.finger");
		const { preferences } = editor.getState();
		const other = newEditor();
		other.setPreferences(structuredClone(preferences));
		expect(other.getState().preferences).toEqual(preferences);
		expect(preferences).not.toEqual(newEditor().getState().preferences);
		other.setPreferences({ finger: "fly" as "pan", tools: { gone: { size: 3 } } });
		expect(other.getState().preferences).toEqual(newEditor().getState().preferences);
	});

	test("a mask from transparency is one step, and an opaque picture gives a notice", async () => {
		const editor = newEditor();
		const samples = SAMPLES.map((value, i) => (i % 4 < 3 ? value : i < SAMPLES.length / 2 ? 0 : 255));
		await editor.open(png(samples), "cutout.png");
		editor.run("mask.fromAlpha");
		const mask = await editor.exportMask();
		expect(mask.editPixels).toBe((SIZE.width * SIZE.height) / 2);
		editor.run("edit.undo");
		expect(editor.getState()).toMatchObject({ hasMask: false, canUndo: false });
		await editor.open(png(SAMPLES.map((value, i) => (i % 4 < 3 ? value : 255))), "opaque.png");
		editor.run("mask.fromAlpha");
		await vi.waitFor(() => expect(editor.getSnapshot().notice?.code).toBe("nothing-transparent"));
	});

	test("the previous picture's mask can be reused on a picture of the same size", async () => {
		const editor = await opened();
		dab(editor, 50, 20);
		const { png: before } = await editor.exportMask();
		await editor.open(png(), "next.png");
		expect(editor.getState().hasMask).toBe(false);
		editor.run("mask.reuse");
		expect((await editor.exportMask()).png).toEqual(before);
		const other = encode({ width: 9, height: 9, data: new Uint8Array(9 * 9 * 4), channels: 4, depth: 8 });
		await editor.open(new Blob([other as Uint8Array<ArrayBuffer>]), "small.png");
		expect(editor.getSnapshot().canReuseMask).toBe(false);
	});

	test("a mask that is hidden by a result is shown when it changes", async () => {
		const editor = await opened();
		dab(editor, 50, 20);
		for (const command of ["edit.undo", "edit.redo", "mask.clear"]) {
			await editor.showResult(`before ${command}`, png());
			expect(editor.viewState.mask).toBe(false);
			if (command === "edit.undo") editor.run("edit.undo");
			expect(editor.viewState.mask).toBe(false);
			editor.run(command === "edit.redo" ? "mask.fill" : command);
			expect(editor.viewState.mask).toBe(true);
		}
	});
});

// Edit requests through the public interface: one request per area, composed references, markup in place of a mask, and the
// preview of the sent area.
import { decode, encode } from "fast-png";
import { describe, expect, test } from "vitest";
import { createEditor } from "../createEditor";
import type { SizeRules } from "../plan";
import { EditorSession } from "../session/editorSession";
import { type EditOptions, EditorError } from "../types";

const SIZE = { width: 1600, height: 400 };
const RULES: SizeRules = {
	kind: "flexible",
	multiple: 4,
	maxEdge: 600,
	maxRatio: 3,
	minPixels: 400,
	maxPixels: 240_000,
};
const GREY = 40;

function png({ width, height }: { width: number; height: number }, colour: readonly number[]): Blob {
	const data = new Uint8Array(width * height * 4);
	for (let i = 0; i < data.length; i += 4) data.set(colour, i);
	return new Blob([encode({ width, height, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]);
}

const grey = (size: { width: number; height: number }, level: number) => png(size, [level, level, level, 255]);

async function opened(): Promise<EditorSession> {
	const editor = createEditor();
	if (!(editor instanceof EditorSession)) throw new Error("not a session");
	editor.resize({ width: 800, height: 400 });
	await editor.open(grey(SIZE, GREY), "grey.png");
	return editor;
}

function dab(editor: EditorSession, x: number, y: number): void {
	const samples = [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	const modifiers = { shift: false, alt: false, mod: false };
	editor.tools.handleEvent({ type: "down", samples, modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "up", samples, modifiers });
}

const wishes = (more: Partial<EditOptions> = {}): EditOptions => ({ rules: RULES, ...more });

async function pixels(bytes: Uint8Array | undefined) {
	const { width, data } = decode(bytes ?? new Uint8Array());
	return (x: number, y: number) => [...data.slice((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

describe("separate areas", () => {
	test("each area is a request of its own; accepting one answer leaves the other as a candidate", async () => {
		const editor = await opened();
		dab(editor, 150, 200);
		dab(editor, 1400, 200);
		expect(editor.planEdits(wishes())).toHaveLength(1);
		const prepared = await editor.prepareEdits(wishes({ isPerArea: true }));
		expect(prepared.map(({ edit }) => edit.plan)).toEqual(editor.planEdits(wishes({ isPerArea: true })));
		expect(prepared).toHaveLength(2);
		for (const [i, { edit }] of prepared.entries())
			await editor.showResult(`r${i}`, grey(edit.plan.sent, 200 + i), edit);
		editor.run("result.keep");
		expect(editor.getState().results.map(({ id, visible }) => [id, visible])).toEqual([["r0", true]]);
		editor.run("result.keep");
		expect(editor.getState().results).toEqual([]);
		const at = await pixels((await editor.exportAs("picture")).png);
		expect([at(150, 200)[0], at(1400, 200)[0], at(800, 200)[0]]).toEqual([200, 201, GREY]);
	});

	test("a frame beyond the picture makes one request, however many areas are painted", async () => {
		const editor = await opened();
		dab(editor, 150, 200);
		dab(editor, 1400, 200);
		editor.apply([
			{ type: "commands", commands: [{ type: "frame.set", frame: { left: -100, top: 0, right: 1600, bottom: 400 } }] },
		]);
		expect(editor.planEdits(wishes({ isPerArea: true }))).toHaveLength(1);
	});
});

describe("references", () => {
	async function withReferences(): Promise<EditorSession> {
		const editor = await opened();
		await editor.addReference(png({ width: 50, height: 50 }, [255, 0, 0, 255]), "on the picture");
		await editor.addReference(png({ width: 50, height: 50 }, [0, 0, 255, 255]), "beside it");
		const [on] = editor.document?.references ?? [];
		const place = { left: 200, top: 100, right: 300, bottom: 300 };
		editor.apply([
			{ type: "commands", commands: [{ type: "reference.set", reference: on?.id ?? "", changes: { place } }] },
		]);
		dab(editor, 150, 200);
		return editor;
	}

	test("separate: both references are sent beside the picture, and the canvas shows their numbers", async () => {
		const editor = await withReferences();
		editor.previewRequest(wishes());
		expect(editor.referenceNumbers.map(({ number }) => number)).toEqual([2, 3]);
		const { picture, references, edit } = await editor.prepareEdit(wishes({ extent: "region" }));
		expect(references).toHaveLength(2);
		const at = await pixels(picture);
		expect(at(250 - edit.plan.source.left, 200 - edit.plan.source.top)).toEqual([GREY, GREY, GREY, 255]);
	});

	test("composed: a reference on the picture is drawn into the sent picture only", async () => {
		const editor = await withReferences();
		const composed = wishes({ extent: "region", references: "composed", context: 1 });
		editor.previewRequest(composed);
		expect(
			editor.referenceNumbers.map(({ number }) => number),
			"as prompts name them",
		).toEqual([2, 3]);
		const { picture, references, edit } = await editor.prepareEdit(composed);
		expect(references).toHaveLength(1);
		const at = await pixels(picture);
		const { left, top } = edit.plan.source;
		expect([at(250 - left, 200 - top), at(180 - left, 200 - top)]).toEqual([
			[255, 0, 0, 255],
			[GREY, GREY, GREY, 255],
		]);
		// An answer equal to the sent picture has no drift, and the reference is not pasted from it.
		const report = await editor.showResult("r", new Blob([picture]), edit);
		expect(report.drift?.mean).toBe(0);
		editor.run("result.keep");
		const kept = await pixels((await editor.exportAs("picture")).png);
		expect(kept(250, 200)).toEqual([GREY, GREY, GREY, 255]);
	});
});

describe("markup in place of a mask", () => {
	test("markup shows each mask in its colour, and the answer is still pasted through the masks", async () => {
		const editor = await opened();
		dab(editor, 150, 200);
		editor.run("layer.addMask");
		dab(editor, 400, 200);
		const { mask, markup, edit } = await editor.prepareEdit(wishes({ extent: "region", guide: "markup" }));
		expect(mask).toBeNull();
		const at = await pixels(markup);
		const { left, top } = edit.plan.source;
		const rgb = (hex: string) => [1, 3, 5].map((from) => Number.parseInt(hex.slice(from, from + 2), 16));
		const colours = editor.document?.masks.map(({ colour }) => rgb(colour)) ?? [];
		expect([at(150 - left, 200 - top).slice(0, 3), at(400 - left, 200 - top).slice(0, 3)]).toEqual(colours);
		expect(at(275 - left, 200 - top)).toEqual([0, 0, 0, 0]);
		await editor.showResult("r", grey(edit.plan.sent, 250), edit);
		editor.run("result.keep");
		const kept = await pixels((await editor.exportAs("picture")).png);
		expect([kept(150, 200)[0], kept(275, 200)[0], kept(400, 200)[0]]).toEqual([250, GREY, 250]);
	});

	test("markup of the whole picture is refused unless it is allowed", async () => {
		const editor = await opened();
		editor.run("mask.fill");
		const refused = editor.prepareEdit(wishes({ guide: "markup" }));
		await expect(refused).rejects.toSatisfy(
			(error) => error instanceof EditorError && error.code === "everything-masked",
		);
		const allowed = await editor.prepareEdit(wishes({ guide: "markup", allowEverything: true }));
		expect(allowed.markup).toBeDefined();
	});
});

test("paste coverage is full in the middle of the mask and zero outside", async () => {
	const editor = await opened();
	dab(editor, 150, 200);
	const { edit } = await editor.prepareEdit(wishes({ extent: "region" }));
	const { png: bytes, width } = await editor.exportPasteCoverage(edit);
	const { data } = decode(bytes);
	const at = (x: number, y: number) => data[(y - edit.plan.source.top) * width + x - edit.plan.source.left];
	expect([at(150, 200), at(150, 250)]).toEqual([255, 0]);
});

test("the previewed area follows the mask and can become the edit frame", async () => {
	const editor = await opened();
	editor.previewRequest(wishes({ extent: "region" }));
	expect(editor.sentAreas).toEqual([]);
	dab(editor, 150, 200);
	const before = editor.sentAreas.map(({ source }) => source);
	dab(editor, 420, 200);
	const [plan] = editor.sentAreas;
	expect([plan?.source]).not.toEqual(before);
	editor.frameSentArea();
	expect(editor.getState()).toMatchObject({ frame: plan?.source, activeTool: "frame" });
	// The frame itself shows the area now.
	editor.previewRequest(wishes({ extent: "whole" }));
	expect(editor.sentAreas).toEqual([]);
	editor.run("frame.drop");
	expect(editor.getState().frame).toBeNull();
});

// Region notes from the pin tool to the edit request.
import { encode } from "fast-png";
import { expect, test } from "vitest";
import { editMasks, regionNotes } from "../document";
import { mergeDown } from "../panels/layers/mergeDown";
import { FLEXIBLE_SIZES } from "../plan";
import type { EditorSession } from "../session/editorSession";
import { newSession } from "../session/sessionForTests";

const SIZE = { width: 800, height: 400 };
const RULES = { ...FLEXIBLE_SIZES, multiple: 1, minPixels: 1 };

async function opened(): Promise<EditorSession> {
	const editor = newSession();
	const data = new Uint8Array(SIZE.width * SIZE.height * 4).fill(255);
	await editor.open(new Blob([encode({ ...SIZE, data, channels: 4, depth: 8 }) as Uint8Array<ArrayBuffer>]), "a.png");
	return editor;
}

function pin(editor: EditorSession, x: number, y: number, words: string): void {
	editor.run("tool.pin");
	const samples = [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	const modifiers = { shift: false, alt: false, mod: false };
	editor.tools.handleEvent({ type: "down", samples, modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "up", samples, modifiers });
	const mask = notesOf(editor).at(-1)?.mask ?? "";
	editor.apply([{ type: "commands", commands: [{ type: "mask.set", mask, changes: { note: words } }] }]);
}

const notesOf = (editor: EditorSession) => {
	const { document } = editor.getSnapshot();
	return document === null ? [] : regionNotes(document);
};

test("a pin is a mask with a note: one click is one step, and notes are numbered as they are sent", async () => {
	const editor = await opened();
	pin(editor, 200, 100, "make this red");
	pin(editor, 600, 300, "  ");
	pin(editor, 600, 100, "a lamp");
	expect(notesOf(editor).map(({ number, text }) => [number, text])).toEqual([
		[1, "make this red"],
		[2, "  "],
		[3, "a lamp"],
	]);
	const { notes } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
	expect(notes.map(({ text }) => text)).toEqual(["make this red", "a lamp"]);
	const { left, right, top, bottom } = notes[0]?.place ?? { left: 0, right: 0, top: 0, bottom: 0 };
	expect([(left + right) / 2, (top + bottom) / 2]).toEqual([0.25, 0.25]);
	expect(editor.getState().noteCount).toBe(2);
	editor.run("edit.undo");
	editor.run("edit.undo");
	expect(notesOf(editor)).toHaveLength(2);
});

test("a pin outside the picture does nothing", async () => {
	const editor = await opened();
	pin(editor, 900, 100, "nothing");
	expect(notesOf(editor)).toEqual([]);
	expect(editor.getState()).toMatchObject({ canUndo: false, hasMask: false });
});

test("the note of a hidden region is not sent", async () => {
	const editor = await opened();
	pin(editor, 200, 100, "make this red");
	pin(editor, 600, 100, "a lamp");
	const mask = notesOf(editor)[0]?.mask ?? "";
	editor.apply([{ type: "commands", commands: [{ type: "mask.set", mask, changes: { isVisible: false } }] }]);
	const { notes } = await editor.prepareEdit({ rules: RULES, extent: "whole" });
	expect(notes.map(({ text }) => text)).toEqual(["a lamp"]);
});

test("notes are stored with the document", async () => {
	const editor = await opened();
	pin(editor, 200, 100, "make this red");
	const saved = editor.save();
	if (saved === null) throw new Error("nothing to save");
	await editor.load(structuredClone(saved));
	expect(notesOf(editor).map(({ text }) => text)).toEqual(["make this red"]);
});

test("merging a region with the mask below joins their notes; one undo restores both", async () => {
	const editor = await opened();
	const merge = () => {
		const { document } = editor.getSnapshot();
		const [below, mask] = document === null ? [] : editMasks(document).slice(-2);
		if (below && mask) editor.apply([{ type: "commands", commands: mergeDown(mask, below) }]);
	};
	pin(editor, 200, 100, "make this red");
	merge();
	expect(
		notesOf(editor).map(({ text }) => text),
		"onto a mask without a note",
	).toEqual(["make this red"]);
	pin(editor, 600, 100, "a lamp");
	merge();
	expect(notesOf(editor).map(({ text }) => text)).toEqual(["make this red; a lamp"]);
	editor.run("edit.undo");
	expect(notesOf(editor).map(({ text }) => text)).toEqual(["make this red", "a lamp"]);
});

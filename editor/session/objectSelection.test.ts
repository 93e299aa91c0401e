// The selection of objects: part of the view, not of the history, and in step with the document.
import { encode } from "fast-png";
import { expect, test } from "vitest";
import type { EditorSession } from "./editorSession";
import { newSession } from "./sessionForTests";

const png = (width: number, height: number) =>
	new Blob([encode({ width, height, data: new Uint8Array(width * height * 4).fill(255) }) as Uint8Array<ArrayBuffer>]);

async function withReferences(count: number): Promise<{ editor: EditorSession; ids: readonly string[] }> {
	const editor = newSession();
	await editor.open(png(300, 200), "picture.png");
	for (let i = 0; i < count; i++) await editor.addReference(png(40, 30), `${i}.png`);
	return { editor, ids: editor.document?.references.map(({ id }) => id) ?? [] };
}

const selected = (editor: EditorSession) => editor.getSnapshot().selectedObjects;

test("selecting is neither a change of the document nor a step, and tells listeners only if it changes something", async () => {
	const { editor, ids } = await withReferences(3);
	const { revision, canRedo } = editor.getState();
	let calls = 0;
	editor.subscribe(() => calls++);
	editor.selectObjects([ids[2] ?? "", "gone", ids[0] ?? ""]);
	// From bottom to top, whatever the order they were chosen in.
	expect(selected(editor)).toEqual([ids[0], ids[2]]);
	editor.selectObjects([ids[0] ?? "", ids[2] ?? ""]);
	expect(calls).toBe(1);
	expect(editor.getState()).toMatchObject({ revision, canRedo });
	editor.selectObjects([]);
	expect(selected(editor)).toEqual([]);
});

test("a new object is selected; a removed one is not, and is again when undo brings it back", async () => {
	const { editor, ids } = await withReferences(2);
	const [first = "", second = ""] = ids;
	expect(selected(editor)).toEqual([second]);
	editor.selectObjects([first, second]);
	editor.removeReference(first);
	expect(selected(editor)).toEqual([second]);
	editor.run("edit.undo");
	expect(selected(editor)).toEqual([first]);
	editor.run("edit.redo");
	expect(selected(editor)).toEqual([]);
});

test("moving the objects keeps the selection, through undo as well", async () => {
	const { editor, ids } = await withReferences(2);
	editor.selectObjects(ids);
	const place = { left: 5, top: 5, right: 45, bottom: 35 };
	const [reference = ""] = ids;
	editor.apply([{ type: "commands", commands: [{ type: "reference.set", reference, changes: { place } }] }]);
	editor.moveReference(reference, 1);
	expect(selected(editor)).toEqual([...ids].reverse());
	editor.run("edit.undo");
	editor.run("edit.undo");
	expect(selected(editor)).toEqual(ids);
});

test("undo of a duplicate selects the originals again", async () => {
	const { editor, ids } = await withReferences(3);
	const originals = ids.slice(0, 2);
	editor.selectObjects(originals);
	editor.run("object.duplicate");
	expect(selected(editor)).toHaveLength(2);
	expect(selected(editor)).not.toEqual(originals);
	editor.run("edit.undo");
	expect(selected(editor)).toEqual(originals);
});

test("another document begins without a selection, and sizes of source pictures are known to actions", async () => {
	const { editor, ids } = await withReferences(1);
	editor.selectObjects(ids);
	const image = editor.document?.references[0]?.image ?? "";
	expect(editor.getSnapshot().imageSize(image)).toMatchObject({ width: 40, height: 30 });
	await editor.open(png(10, 10), "other.png");
	expect(selected(editor)).toEqual([]);
	expect(editor.getSnapshot().imageSize("gone")).toBeUndefined();
});

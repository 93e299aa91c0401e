import { describe, expect, it, vi } from "vitest";
import type { EditorState, SavedDocument } from "../../editor/types";
import { createDocuments } from "./documents";

const saved = (id: string, revision: number): SavedDocument => ({
	version: 1,
	id,
	name: `${id}.png`,
	width: 8,
	height: revision,
	base: "sha",
	masks: [],
	results: [],
});

/** An editor of which only identity and revision matter; `height` carries the revision into what is saved. */
function fakeEditor() {
	let picture: { id: string; name: string; width: number; height: number } | null = null;
	let revision = 0;
	const listeners = new Set<() => void>();
	const tell = () => {
		for (const listener of listeners) listener();
	};
	return {
		getState: () => ({ picture, revision }) as EditorState,
		subscribe: (listener: () => void) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		save: () => (picture ? saved(picture.id, revision) : null),
		load: async (document: SavedDocument) => {
			picture = { id: document.id, name: document.name, width: 8, height: 8 };
			revision = 1;
			tell();
		},
		open: async (_: Blob, name: string) => {
			if (name === "bad") throw new Error("not a picture");
			picture = { id: name, name, width: 8, height: 8 };
			revision++;
			tell();
		},
		close: () => {
			picture = null;
			revision++;
			tell();
		},
		paint: () => {
			revision++;
			tell();
		},
	};
}

function fakeLibrary() {
	const documents = new Map<string, SavedDocument>();
	const meta = new Map<string, unknown>();
	return {
		documents,
		meta,
		putDocument: vi.fn(async (id: string, document: SavedDocument) => void documents.set(id, document)),
		getDocument: async (id: string) => documents.get(id),
		putMeta: async (key: string, value: unknown) => void meta.set(key, value),
		getMeta: async (key: string) => meta.get(key),
	};
}

function open(library = fakeLibrary()) {
	const editor = fakeEditor();
	const onSaveProblem = vi.fn();
	return { editor, library, onSaveProblem, documents: createDocuments({ editor, library, onSaveProblem, delayMs: 0 }) };
}
const picture = new Blob([new Uint8Array(3)]);

describe("the canvas in the library", () => {
	it("is saved after a gesture, and comes back in a new page", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		editor.paint();
		await vi.waitFor(() => expect(library.documents.get("a")?.height).toBe(2));
		const next = open(library);
		await next.documents.restore();
		expect(next.editor.getState().picture?.id).toBe("a");
	});

	it("writes several gestures in a row once", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		library.putDocument.mockClear();
		for (let i = 0; i < 5; i++) editor.paint();
		await vi.waitFor(() => expect(library.documents.get("a")?.height).toBe(6));
		expect(library.putDocument).toHaveBeenCalledTimes(1);
	});

	it("loses no gesture when another picture is opened at once, and can go back", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		editor.paint();
		await documents.openPicture(picture, "b");
		expect(library.documents.get("a")?.height).toBe(2);
		expect(await documents.openStored("a")).toBe(true);
		expect(editor.getState().picture?.id).toBe("a");
		expect(await documents.openStored("never")).toBe(false);
	});

	it("stays as it is when a picture cannot be opened", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		await expect(documents.openPicture(picture, "bad")).rejects.toThrow("not a picture");
		expect(editor.getState().picture?.id).toBe("a");
		expect(library.meta.get("currentDocument")).toBe("a");
	});

	it("starts empty after it was closed; the document stays stored", async () => {
		const { library, documents } = open();
		await documents.openPicture(picture, "a");
		await documents.closePicture();
		const next = open(library);
		await next.documents.restore();
		expect(next.editor.getState().picture).toBeNull();
		expect(library.documents.has("a")).toBe(true);
	});

	it("says when saving stops, and tries again with the next gesture", async () => {
		const { editor, library, documents, onSaveProblem } = open();
		await documents.openPicture(picture, "a");
		library.putDocument.mockRejectedValueOnce(new Error("full"));
		editor.paint();
		await vi.waitFor(() => expect(onSaveProblem).toHaveBeenCalledWith(expect.objectContaining({ message: "full" })));
		editor.paint();
		await vi.waitFor(() => expect(library.documents.get("a")?.height).toBe(3));
		expect(onSaveProblem).toHaveBeenLastCalledWith(undefined);
	});
});

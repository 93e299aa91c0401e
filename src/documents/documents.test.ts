import { afterEach, describe, expect, it, vi } from "vitest";
import type { EditorState, SavedDocument } from "../../editor/types";
import type { DocumentSummary } from "../library/documentStore";
import type { DocumentLock } from "./documentLock";
import { createDocuments, type DocumentEntry, type DocumentsPorts } from "./documents";

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

/** An editor with an identity and a revision only. `height` carries the revision into the saved document. */
function fakeEditor() {
	let picture: { id: string; name: string; width: number; height: number } | null = null;
	let revision = 0;
	const listeners = new Set<() => void>();
	const notify = () => {
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
			notify();
		},
		open: async (_: Blob, name: string) => {
			if (name === "bad") throw new Error("not a picture");
			picture = { id: name, name, width: 8, height: 8 };
			revision++;
			notify();
		},
		close: () => {
			picture = null;
			revision++;
			notify();
		},
		rename: (name: string) => {
			if (picture) picture = { ...picture, name };
			revision++;
			notify();
		},
		paint: () => {
			revision++;
			notify();
		},
	};
}

const summary = ({ id, name, width, height, base }: SavedDocument): DocumentSummary<SavedDocument> => ({
	id,
	updatedAt: 1,
	facts: { version: 1, id, name, width, height, base },
	bytes: 0,
});

function fakeLibrary() {
	const documents = new Map<string, SavedDocument>();
	const meta = new Map<string, unknown>();
	const bin = new Map<string, SavedDocument>();
	const watchers = new Set<() => void>();
	const notify = () => {
		for (const watcher of watchers) watcher();
	};
	const move = (id: string, from: Map<string, SavedDocument>, to: Map<string, SavedDocument>) => {
		const document = from.get(id);
		if (document) to.set(id, document);
		from.delete(id);
		notify();
		return document !== undefined;
	};
	return {
		documents,
		bin,
		meta,
		putDocument: vi.fn(async (id: string, document: SavedDocument) => {
			documents.set(id, document);
			notify();
		}),
		getDocument: async (id: string) => documents.get(id),
		updateDocumentFields: async (id: string, fields: Partial<SavedDocument>) => {
			const before = documents.get(id);
			if (before) documents.set(id, { ...before, ...fields });
			notify();
			return before !== undefined;
		},
		removeDocument: vi.fn(async (id: string) => move(id, documents, bin)),
		restoreDocument: async (id: string) => move(id, bin, documents),
		deleteDocument: vi.fn(async (id: string, _keep?: Iterable<string>) => {
			documents.delete(id);
			bin.delete(id);
			notify();
		}),
		watchDocuments: (onDocuments: (all: DocumentSummary<SavedDocument>[]) => void) => {
			const watcher = () => onDocuments([...documents.values()].map(summary));
			watchers.add(watcher);
			watcher();
			return () => watchers.delete(watcher);
		},
		putMeta: vi.fn(async (key: string, value: unknown) => void meta.set(key, value)),
		getMeta: async (key: string) => meta.get(key),
	};
}

/** Locks shared by all windows of a test, as the browser keeps them. */
function fakeLocks() {
	const taken = new Set<string>();
	const lock: DocumentLock = async (id) => {
		if (taken.has(id)) return undefined;
		taken.add(id);
		return () => void taken.delete(id);
	};
	return { taken, lock };
}

const opened: { stop(): void }[] = [];
afterEach(() => {
	for (const documents of opened.splice(0)) documents.stop();
	vi.useRealTimers();
});

function open(library = fakeLibrary(), { lock } = fakeLocks(), more: Partial<DocumentsPorts> = {}) {
	const editor = fakeEditor();
	const onSaveProblem = vi.fn();
	const onProblem = vi.fn();
	const ports = { editor, library, lock, newId: () => "copy", onSaveProblem, onProblem, delayMs: 0 };
	const documents = createDocuments({ ...ports, ...more });
	opened.push(documents);
	return { editor, library, onSaveProblem, onProblem, documents };
}
const picture = new Blob([new Uint8Array(3)]);

describe("the open document", () => {
	it("is saved after a gesture and restored in a new page", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		editor.paint();
		await vi.waitFor(() => expect(library.documents.get("a")?.height).toBe(2));
		const next = open(library);
		await next.documents.restore();
		expect(next.editor.getState().picture?.id).toBe("a");
	});

	it("is written once for several gestures in a row", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		library.putDocument.mockClear();
		for (let i = 0; i < 5; i++) editor.paint();
		await vi.waitFor(() => expect(library.documents.get("a")?.height).toBe(6));
		expect(library.putDocument).toHaveBeenCalledTimes(1);
	});

	it("is brought to the disk with the mark of the open document when no gesture follows, or at once by a flush", async () => {
		vi.useFakeTimers();
		const { editor, library, documents } = open();
		const opening = documents.openPicture(picture, "a");
		await vi.runOnlyPendingTimersAsync();
		await opening;
		library.putMeta.mockClear();
		for (let ms = 0; ms < 6000; ms += 1000) {
			editor.paint();
			await vi.advanceTimersByTimeAsync(1000);
		}
		expect(library.documents.get("a")?.height).toBe(7);
		expect(library.putMeta).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(2000);
		expect(library.putMeta).toHaveBeenCalledTimes(1);
		editor.paint();
		const flushing = documents.flush();
		await vi.advanceTimersByTimeAsync(0);
		await flushing;
		expect(library.putMeta).toHaveBeenCalledTimes(2);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(library.putMeta).toHaveBeenCalledTimes(2);
	});

	it("keeps its last gesture when another picture is opened at once, and can be reopened", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		editor.paint();
		await documents.openPicture(picture, "b");
		expect(library.documents.get("a")?.height).toBe(2);
		expect(await documents.openStored("a")).toBe(true);
		expect(editor.getState().picture?.id).toBe("a");
		expect(await documents.openStored("never")).toBe(false);
	});

	it("stays open when another picture cannot be opened", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		await expect(documents.openPicture(picture, "bad")).rejects.toThrow("not a picture");
		expect(editor.getState().picture?.id).toBe("a");
		expect(library.meta.get("currentDocument")).toBe("a");
	});

	it("is not restored after it was closed, but stays stored", async () => {
		const { library, documents } = open();
		await documents.openPicture(picture, "a");
		await documents.closePicture();
		const next = open(library);
		await next.documents.restore();
		expect(next.editor.getState().picture).toBeNull();
		expect(library.documents.has("a")).toBe(true);
	});

	it("is saved during gestures without a pause", async () => {
		vi.useFakeTimers();
		const { editor, library, documents } = open(fakeLibrary(), fakeLocks(), { delayMs: 400 });
		const opening = documents.openPicture(picture, "a");
		await vi.runOnlyPendingTimersAsync();
		await opening;
		for (let ms = 0; ms < 2000; ms += 100) {
			editor.paint();
			await vi.advanceTimersByTimeAsync(100);
		}
		// Twenty gestures and the opening: the stored state is never two seconds behind.
		expect(library.documents.get("a")?.height).toBeGreaterThan(15);
	});
});

describe("failing saves", () => {
	const full = new Error("full");

	it("are reported, and retried with the next gesture", async () => {
		vi.useFakeTimers();
		const { editor, library, documents, onSaveProblem } = open();
		await documents.openPicture(picture, "a");
		library.putDocument.mockRejectedValueOnce(full);
		editor.paint();
		await vi.advanceTimersByTimeAsync(10);
		expect(onSaveProblem).toHaveBeenLastCalledWith(full);
		editor.paint();
		await vi.advanceTimersByTimeAsync(2100);
		expect(library.documents.get("a")?.height).toBe(3);
		expect(onSaveProblem).toHaveBeenLastCalledWith(undefined);
	});

	it("are retried at intervals until one succeeds", async () => {
		vi.useFakeTimers();
		const { editor, library, documents, onSaveProblem } = open();
		await documents.openPicture(picture, "a");
		library.putDocument.mockClear().mockRejectedValue(full);
		editor.paint();
		await vi.advanceTimersByTimeAsync(95_000);
		expect(library.putDocument).toHaveBeenCalledTimes(4);
		library.putDocument.mockImplementation(async (id, document) => void library.documents.set(id, document));
		await vi.advanceTimersByTimeAsync(30_000);
		expect(library.documents.get("a")?.height).toBe(2);
		expect(onSaveProblem).toHaveBeenLastCalledWith(undefined);
		library.putDocument.mockClear();
		await vi.advanceTimersByTimeAsync(120_000);
		expect(library.putDocument).not.toHaveBeenCalled();
	});

	it("lose nothing of a document that is left and reopened", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		library.putDocument.mockRejectedValue(full);
		editor.paint();
		await documents.openPicture(picture, "b");
		const seen: (readonly DocumentEntry[])[] = [];
		documents.watch((all) => seen.push(all));
		expect(seen.at(-1)?.map(({ id, isUnsaved }) => [id, isUnsaved])).toEqual([
			["b", true],
			["a", true],
		]);
		// Unsaved documents protect their images from deletion.
		expect(documents.unsaved()).toEqual([expect.objectContaining({ id: "a", height: 2 }), expect.anything()]);
		const load = vi.spyOn(editor, "load");
		expect(await documents.openStored("a")).toBe(true);
		expect(load).toHaveBeenCalledWith(expect.objectContaining({ id: "a", height: 2 }));
	});

	it("of one document do not prevent saving the others", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		library.putDocument.mockImplementation(async (id, document) => {
			if (id === "a") throw full;
			library.documents.set(id, document);
		});
		editor.paint();
		await documents.openPicture(picture, "b");
		expect(library.documents.has("b")).toBe(true);
	});
});

describe("many documents", () => {
	it("are renamed, open or not; an empty name is ignored", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		await documents.openPicture(picture, "b");
		await documents.rename("b", "  The   harbour ");
		expect(editor.getState().picture?.name).toBe("The harbour");
		await documents.rename("a", "Old");
		await documents.rename("a", "   ");
		expect(library.documents.get("a")?.name).toBe("Old");
	});

	it("are never given a name that ends in half a surrogate pair", async () => {
		const { library, documents } = open();
		await documents.openPicture(picture, "a");
		await documents.openPicture(picture, "b");
		await documents.rename("a", `${"x".repeat(199)}😀`);
		expect(library.documents.get("a")?.name).toBe("x".repeat(199));
	});

	it("are duplicated with their latest state; the open one stays open", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		editor.paint();
		await documents.duplicate("a", "a (copy)");
		expect([...library.documents.values()].map(({ name, height }) => [name, height])).toEqual([
			["a.png", 2],
			["a (copy)", 2],
		]);
		expect(editor.getState().picture?.id).toBe("a");
	});

	it("lie in the bin once deleted, until they are restored or deleted for good", async () => {
		const { editor, library, documents } = open();
		const shown: string[][] = [];
		documents.watch((all) => shown.push(all.map(({ id }) => id)));
		await documents.openPicture(picture, "a");
		await documents.openPicture(picture, "b");
		editor.paint();
		const { undo } = await documents.remove("b");
		expect(editor.getState().picture).toBeNull();
		expect(shown.at(-1)).toEqual(["a"]);
		expect(library.bin.get("b")?.height, "with the last stroke").toBe(3);
		expect(await undo()).toBe(true);
		expect(editor.getState().picture?.id).toBe("b");
		const gone = await documents.remove("a");
		await documents.purge("a");
		expect([...library.documents.keys(), ...library.bin.keys()]).toEqual(["b"]);
		expect(await gone.undo(), "undo has no effect after that").toBe(false);
		expect([...library.documents.keys()]).toEqual(["b"]);
	});

	it("are not deleted for good while another window has them open", async () => {
		const [library, locks] = [fakeLibrary(), fakeLocks()];
		const first = open(library, locks);
		await first.documents.openPicture(picture, "a");
		await first.documents.remove("a");
		await library.restoreDocument("a");
		const second = open(library, locks);
		expect(await second.documents.openStored("a")).toBe(true);
		await first.documents.purge("a");
		expect(library.documents.has("a")).toBe(true);
	});

	it("that cannot be moved to the bin stay as they are", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		library.removeDocument.mockRejectedValueOnce(new Error("full"));
		await expect(documents.remove("a")).rejects.toThrow("full");
		expect(editor.getState().picture?.id).toBe("a");
		editor.paint();
		await documents.flush();
		expect(library.documents.get("a")?.height).toBe(2);
	});

	it("that were never stored are hidden when they are deleted, and come back by undo", async () => {
		const { editor, library, documents } = open();
		library.putDocument.mockRejectedValue(new Error("full"));
		await documents.openPicture(picture, "a");
		const { undo } = await documents.remove("a");
		expect(documents.unsaved()).toHaveLength(1);
		expect(await undo()).toBe(true);
		expect(editor.getState().picture?.id).toBe("a");
	});

	it("keep the images of unsaved documents while another one is deleted", async () => {
		const { editor, library, documents } = open();
		await documents.openPicture(picture, "a");
		await documents.openPicture(picture, "b");
		library.putDocument.mockRejectedValue(new Error("full"));
		const image = "ab".repeat(32);
		vi.spyOn(editor, "save").mockReturnValue({ ...saved("b", 5), base: image });
		editor.paint();
		await documents.remove("a");
		await documents.purge("a");
		expect([...(library.deleteDocument.mock.calls[0]?.[1] ?? [])]).toContain(image);
	});

	it("are open in one window at a time, and free again when that window opens another one", async () => {
		const [library, locks] = [fakeLibrary(), fakeLocks()];
		const first = open(library, locks);
		await first.documents.openPicture(picture, "a");
		await vi.waitFor(() => expect(locks.taken).toEqual(new Set(["a"])));
		const second = open(library, locks);
		await second.documents.restore();
		expect(second.editor.getState().picture, "starts empty without an error").toBeNull();
		await expect(second.documents.openStored("a")).rejects.toMatchObject({ code: "document_elsewhere" });
		await expect(second.documents.remove("a")).rejects.toMatchObject({ code: "document_elsewhere" });
		await first.documents.closePicture();
		expect(await second.documents.openStored("a")).toBe(true);
		await expect(first.documents.openStored("a")).rejects.toMatchObject({ code: "document_elsewhere" });
	});
});

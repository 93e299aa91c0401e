import { expect, test, vi } from "vitest";
import { createEditor } from "../../editor/createEditor";
import { persistEditorPreferences } from "./editorPreferences";

function memory(first: Record<string, unknown> = {}) {
	const kept = new Map<string, unknown>(Object.entries(first));
	return {
		kept,
		getMeta: async (key: string) => kept.get(key),
		putMeta: vi.fn(async (key: string, value: unknown) => void kept.set(key, structuredClone(value))),
	};
}

test("a brush size survives a reload, and unchanged preferences are not written", async () => {
	const library = memory();
	const editor = createEditor();
	await persistEditorPreferences({ editor, library, delayMs: 0 });
	editor.run("tool.eraser");
	editor.run("brush.larger");
	await vi.waitFor(() => expect(library.putMeta).toHaveBeenCalledTimes(1));
	const { preferences } = editor.getState();
	const later = createEditor();
	expect(later.getState().preferences).not.toEqual(preferences);
	await persistEditorPreferences({ editor: later, library, delayMs: 0 });
	expect(later.getState().preferences).toEqual(preferences);
	expect(library.putMeta).toHaveBeenCalledTimes(1);
});

test("a change right before a reload is written on beforeunload", async () => {
	const page = new EventTarget();
	vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
	const library = memory();
	const editor = createEditor();
	await persistEditorPreferences({ editor, library, delayMs: 60_000 });
	page.dispatchEvent(new Event("beforeunload"));
	expect(library.putMeta).not.toHaveBeenCalled();
	editor.setPreferences({ finger: "pan" });
	page.dispatchEvent(new Event("beforeunload"));
	expect(library.kept.get("editorPreferences")).toMatchObject({ finger: "pan" });
	page.dispatchEvent(new Event("beforeunload"));
	expect(library.putMeta).toHaveBeenCalledTimes(1);
	vi.unstubAllGlobals();
});

test("a change right before the page is hidden or closed is written at once", async () => {
	const [page, shown] = [new EventTarget(), Object.assign(new EventTarget(), { visibilityState: "visible" })];
	vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
	vi.stubGlobal("document", shown);
	const library = memory();
	const editor = createEditor();
	await persistEditorPreferences({ editor, library, delayMs: 60_000 });
	editor.setPreferences({ finger: "pan" });
	shown.dispatchEvent(new Event("visibilitychange"));
	expect(library.putMeta).not.toHaveBeenCalled();
	shown.visibilityState = "hidden";
	shown.dispatchEvent(new Event("visibilitychange"));
	expect(library.kept.get("editorPreferences")).toMatchObject({ finger: "pan" });
	editor.setPreferences({ finger: "draw" });
	page.dispatchEvent(new Event("pagehide"));
	expect(library.kept.get("editorPreferences")).toMatchObject({ finger: "draw" });
	vi.unstubAllGlobals();
});

test("a library that cannot be read leaves the defaults in place", async () => {
	const library = { ...memory(), getMeta: () => Promise.reject(new Error("unreadable")) };
	const editor = createEditor();
	await persistEditorPreferences({ editor, library, delayMs: 0 });
	expect(editor.getState().preferences).toEqual(createEditor().getState().preferences);
});

// Test fixtures: a session with pictures in memory and a view of a given size, and a single brush dab.
import { createEditor } from "../createEditor";
import type { ImageStore } from "../types";
import { EditorSession } from "./editorSession";

export function memoryStore(): ImageStore & { readonly images: ReadonlyMap<string, Blob> } {
	const images = new Map<string, Blob>();
	return {
		images,
		put: async (bytes) => {
			images.set(String(images.size), bytes);
			return String(images.size - 1);
		},
		get: async (id) => images.get(id),
	};
}

export function newSession(images: ImageStore = memoryStore(), view = { width: 800, height: 400 }): EditorSession {
	const editor = createEditor({ images });
	if (!(editor instanceof EditorSession)) throw new Error("not a session");
	editor.resize(view);
	return editor;
}

export function dab(editor: EditorSession, x: number, y: number): void {
	const samples = [{ image: { x, y }, view: { x, y }, pressure: 0.5 }];
	const modifiers = { shift: false, alt: false, mod: false };
	editor.tools.handleEvent({ type: "down", samples, modifiers, isSecondary: false });
	editor.tools.handleEvent({ type: "up", samples, modifiers });
}

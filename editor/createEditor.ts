// Makes an editor: document, history, tools and codec behind the Editor interface.
import { EditorSession } from "./session/editorSession";
import type { Editor, ImageStore, Locale } from "./types";

export interface EditorOptions {
	/** Where pictures are kept; in memory when absent. */
	readonly images?: ImageStore;
	readonly locale?: Locale;
}

export function createEditor({ images = memoryStore() }: EditorOptions = {}): Editor {
	return new EditorSession(images);
}

function memoryStore(): ImageStore {
	const images = new Map<string, Blob>();
	return {
		async put(bytes) {
			const id = `memory-${images.size + 1}`;
			images.set(id, bytes);
			return id;
		},
		get: async (id) => images.get(id),
	};
}

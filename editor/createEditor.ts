// Creates an editor. It is shown by EditorView.
import { EditorSession } from "./session/editorSession";
import type { Editor, ImageStore, Locale } from "./types";

export interface EditorOptions {
	/** The store of pictures. Default: in memory. */
	readonly images?: ImageStore;
	readonly locale?: Locale;
}

export function createEditor({ images = createMemoryStore() }: EditorOptions = {}): Editor {
	return new EditorSession(images);
}

function createMemoryStore(): ImageStore {
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

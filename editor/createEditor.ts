// Creates an editor. It is shown by EditorView.
import { EditorSession } from "./session/editorSession";
import type { Editor, ImageStore, LayeredFileReader } from "./types";

/** Options of `createEditor`. */
export interface EditorOptions {
	/** The store of the document's pictures. Default: in memory, as long as the editor lives. */
	readonly images?: ImageStore;
	/** Opens files with layers, such as PSD. Default: they are refused. */
	readonly readLayers?: LayeredFileReader;
}

/** Creates an editor without a document. It needs no page until `EditorView` shows it. */
export function createEditor({ images = createMemoryStore(), readLayers }: EditorOptions = {}): Editor {
	return new EditorSession(images, undefined, readLayers);
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

// Makes an editor: document, history, tools and codec behind the Editor interface.
import { Session } from "./stage/session";
import type { Editor, EditorPreferences, ImageStore, Locale } from "./types";

export interface EditorOptions {
	/** Where pictures are kept; in memory when absent. */
	readonly images?: ImageStore;
	readonly locale?: Locale;
	/** As `EditorState.preferences` gave them. */
	readonly preferences?: Partial<EditorPreferences>;
}

export function createEditor({ images = memoryStore(), preferences }: EditorOptions = {}): Editor {
	return new Session(images, preferences);
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

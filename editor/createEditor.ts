// Makes an editor: document, history, tools and codec behind the Editor interface.
import type { Editor, ImageStore, Locale } from "./types";

export interface EditorOptions {
	/** Where pictures are kept; in memory when absent. */
	readonly images?: ImageStore;
	readonly locale?: Locale;
}

export function createEditor(_options: EditorOptions = {}): Editor {
	throw new Error("not built yet");
}

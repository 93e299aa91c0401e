// Creates an editor. It is shown by EditorView.
import type { SegmentationSource } from "./segmentationSource";
import { EditorSession } from "./session/editorSession";
import type { Editor, ImageStore, LayeredFileReader } from "./types";

/** Options of `createEditor`. */
export interface EditorOptions {
	/** The store of the document's pictures. Default: in memory, as long as the editor lives. */
	readonly images?: ImageStore;
	/** Opens files with layers, such as PSD. Default: they are refused. */
	readonly readLayers?: LayeredFileReader;
	/** Runs a segmentation model for the tool that selects objects. Default: the tool says that there is none. */
	readonly segmentation?: SegmentationSource;
}

/** Creates an editor without a document. It needs no page until `EditorView` shows it. */
export function createEditor({ images = createMemoryStore(), readLayers, segmentation }: EditorOptions = {}): Editor {
	const session = new EditorSession(images, undefined, readLayers);
	if (segmentation !== undefined) session.tools.segmenter.use(segmentation);
	return session;
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

// Stands in for the studio until it has started: the canvas is empty, and a call waits for the studio.
import type { EditorState } from "../../editor";
import type { Library } from "../library/library";
import type { GeneratePorts } from "../requests/useGenerate";
import type { Studio } from "../studio/studio";
import type { CanvasStudio } from "./CanvasPane";
import { startStudio } from "./startStudio";

/** The part of the studio that the panel may use before it has started. */
export interface PanelStudio extends CanvasStudio, GeneratePorts, Pick<Studio, "handleLink" | "openFile" | "start"> {
	readonly editor: CanvasStudio["editor"] & GeneratePorts["editor"] & Pick<Studio["editor"], "subscribe">;
	readonly library: CanvasStudio["library"] & GeneratePorts["library"];
	readonly documents: Pick<Studio["documents"], "flush">;
}

const EMPTY: EditorState = {
	picture: null,
	isBusy: false,
	activeTool: "",
	hasMask: false,
	noteCount: 0,
	drawingCount: 0,
	writtenDrawingCount: 0,
	canUndo: false,
	canRedo: false,
	revision: 0,
	editAreaRevision: 0,
	results: [],
	frame: null,
	references: [],
	zoom: 1,
	preferences: { tools: {}, finger: "draw" },
};

const studio = async (): Promise<Studio> => (await startStudio()).studio;

type Watching = (library: Library) => () => void;

/** Begins to watch when the library is there. Returns a function that stops. */
function watchLater(watch: Watching): () => void {
	let stop: (() => void) | undefined;
	let isStopped = false;
	void studio().then(({ library }) => {
		if (!isStopped) stop = watch(library);
	});
	return () => {
		isStopped = true;
		stop?.();
	};
}

export const STARTING_STUDIO: PanelStudio = {
	editor: {
		getState: () => EMPTY,
		subscribe: () => () => {},
		save: () => null,
		planEdits: () => [],
		previewRequest() {},
		run: (command) => void studio().then(({ editor }) => editor.run(command)),
		frameSentArea: () => void studio().then(({ editor }) => editor.frameSentArea()),
		prepareEdits: async (options) => (await studio()).editor.prepareEdits(options),
		addReference: async (bytes, name) => (await studio()).editor.addReference(bytes, name),
		moveReference: (id, index) => void studio().then(({ editor }) => editor.moveReference(id, index)),
		removeReference: (id) => void studio().then(({ editor }) => editor.removeReference(id)),
	},
	library: {
		putImage: async (image) => (await studio()).library.putImage(image),
		getImage: async (sha256) => (await studio()).library.getImage(sha256),
		getThumbnail: async (sha256) => (await studio()).library.getThumbnail(sha256),
		tasksWithImages: async (images) => (await studio()).library.tasksWithImages(images),
		watchTaskIds: (filter, onIds) => watchLater((library) => library.watchTaskIds(filter, onIds)),
		watchTasksOf: (ids, onTasks) => watchLater((library) => library.watchTasksOf(ids, onTasks)),
	},
	files: {
		pick: async (purpose) => (await studio()).files.pick(purpose),
		watchDrops: () => () => {},
	},
	documents: { flush: async () => {} },
	runner: { start: async (draft) => (await studio()).runner.start(draft) },
	addReferences: (pictures) => void studio().then((one) => one.addReferences(pictures)),
	handleLink: async (route) => (await studio()).handleLink(route),
	openFile: async (path) => (await studio()).openFile(path),
	onSent() {},
	/** The panel starts the studio itself. */
	start: async () => {},
};

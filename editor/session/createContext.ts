// Builds the context through which the parts of a session reach its document, view and events.
import type { EditorContext } from "../state/editorContext";
import { pasteEdges, pasteOptions } from "../tools";
import type { SessionCore } from "./sessionCore";
import type { ToolController } from "./toolController";

export function createContext(core: SessionCore, tools: ToolController): EditorContext {
	const { pictures, patches, answers, samples, queue, documents, view, events } = core;
	return {
		pictures,
		patches,
		answers,
		samples,
		queue,
		get document() {
			return core.document;
		},
		get pasteOptions() {
			return pasteOptions(tools.preferences.tools[pasteEdges.id]);
		},
		get isComparing() {
			return view.compare !== "none";
		},
		commit: (commands, merge) => documents.commit(commands, merge),
		addArrival: (result) => documents.addArrival(result),
		selectMask: (mask) => {
			tools.cancelGesture();
			documents.amend([{ type: "mask.select", mask }]);
		},
		setViewState: (changes) => {
			const isPainting = tools.gesture.tool?.isMasking === true;
			view.set(isPainting ? { ...changes, mask: view.state.mask } : changes);
		},
		notify: (notice) => core.notify(notice),
		showImportNotes: (notes) => {
			core.notices.addImportNotes(notes);
			events.notifyChange();
		},
		notifyChange: () => events.notifyChange(),
		redraw: (...scopes) => events.redraw(...scopes),
	};
}

// Shows the active paint layer before a tool changes it, so that the change is visible.
import { activePaintLayer } from "../document";
import { EditorError } from "../types";
import type { SessionCore } from "./sessionCore";

/** Returns false for a locked layer, with a notice. Without a layer, the tool adds one. */
export function preparePaint(core: SessionCore): boolean {
	const { document, documents, view, events } = core;
	if (document === null) return false;
	const layer = activePaintLayer(document);
	if (layer?.isLocked) {
		core.notify(new EditorError("paint-locked"));
		return false;
	}
	if (layer?.isVisible === false) {
		documents.amend([{ type: "paint.set", paint: layer.id, changes: { isVisible: true } }]);
	}
	if (view.state.asOf !== null) events.redraw("pictures");
	view.set({ maskOnly: false, asOf: null });
	return true;
}

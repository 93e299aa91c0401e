// Shows the active mask before a tool changes it, so that the change is visible.
import { activeMask } from "../document";
import { EditorError } from "../types";
import type { SessionCore } from "./sessionCore";

/** Returns false for a locked mask, with a notice. */
export function prepareMask(core: SessionCore): boolean {
	const { document, documents, view, events } = core;
	if (document === null) return false;
	const mask = activeMask(document);
	if (mask.isLocked) {
		core.notify(new EditorError("mask-locked"));
		return false;
	}
	if (!mask.isVisible) documents.amend([{ type: "mask.set", mask: mask.id, changes: { isVisible: true } }]);
	if (view.state.asOf !== null) events.redraw("pictures");
	view.set({ mask: true, asOf: null });
	return true;
}

// Copies the selected objects to the system's clipboard and pastes them into the open picture. Only while the keyboard's focus is
// in the editor and no text is selected.
import type { EditorSession } from "../session/editorSession";
import { copyObjects, pasteObjects } from "../session/objectClipboard";
import { findAction } from "../tools";
import { hasKeyboardFocus } from "./keyboard";

export function attachObjectClipboard(root: HTMLElement, session: EditorSession): () => void {
	function onCopy(event: ClipboardEvent): void {
		const isTextSelected = String(window.getSelection() ?? "") !== "";
		if (event.defaultPrevented || event.clipboardData === null || isTextSelected || !hasKeyboardFocus(root)) return;
		const copied = copyObjects(session);
		if (copied === null) return;
		event.preventDefault();
		for (const [type, data] of Object.entries(copied)) event.clipboardData.setData(type, data);
		if (event.type === "cut" && findAction("object.delete")?.isEnabled(session.getSnapshot()))
			session.run("object.delete");
	}

	function onPaste(event: ClipboardEvent): void {
		const { clipboardData } = event;
		if (event.defaultPrevented || clipboardData === null || !hasKeyboardFocus(root)) return;
		if (pasteObjects(session, (type) => clipboardData.getData(type))) event.preventDefault();
	}

	const listening = new AbortController();
	const { signal } = listening;
	document.addEventListener("copy", onCopy, { signal });
	document.addEventListener("cut", onCopy, { signal });
	// Before the listeners for files.
	document.addEventListener("paste", onPaste, { signal, capture: true });
	return () => listening.abort();
}

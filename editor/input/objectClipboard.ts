// Copies the selected objects to the system's clipboard and pastes them into the open picture. Only while the keyboard's focus is
// in the editor and no text is selected.
import {
	isAnnotation,
	isPlacedPicture,
	OBJECTS_TYPE,
	type PlacedObject,
	pasteCommands,
	plainTextOf,
	readObjects,
	selectedObjectsOf,
	writeObjects,
} from "../document";
import type { EditorSession } from "../session/editorSession";
import { findAction, objectTool } from "../tools";
import { EditorError } from "../types";
import { toEditorError } from "./dropAndPaste";
import { hasKeyboardFocus } from "./keyboard";

export function attachObjectClipboard(root: HTMLElement, session: EditorSession): () => void {
	const canCopy = () => hasKeyboardFocus(root) && String(window.getSelection() ?? "") === "";

	function onCopy(event: ClipboardEvent): void {
		const { document: open, selectedObjects } = session.getSnapshot();
		if (event.defaultPrevented || open === null || event.clipboardData === null || !canCopy()) return;
		const objects = selectedObjectsOf(open, selectedObjects);
		if (objects.length === 0) return;
		event.preventDefault();
		event.clipboardData.setData(OBJECTS_TYPE, writeObjects(objects));
		event.clipboardData.setData("text/plain", plainTextOf(objects));
		if (event.type === "cut" && findAction("object.delete")?.isEnabled(session.getSnapshot()))
			session.run("object.delete");
	}

	function onPaste(event: ClipboardEvent): void {
		const text = event.clipboardData?.getData(OBJECTS_TYPE) ?? "";
		const { document: open } = session;
		if (text === "" || open === null || event.defaultPrevented || !hasKeyboardFocus(root)) return;
		const objects = readObjects(text);
		if (objects.length === 0) return;
		event.preventDefault();
		void paste(objects, open.id).catch((error) => session.notify(toEditorError(error)));
	}

	/** The pictures that the objects show are read from the library first. */
	async function paste(objects: readonly PlacedObject[], into: string): Promise<void> {
		const { pictures } = session;
		const images = objects.filter(isPlacedPicture).map(({ image }) => image);
		const unknown = [...new Set(images)].filter((image) => pictures.sizeOf(image) === undefined);
		const sizes = unknown.length === 0 ? [] : await pictures.readSizes(unknown, new AbortController().signal);
		const { document: open } = session;
		if (open?.id !== into) return;
		for (const [image, size] of sizes) pictures.addReference(image, size);
		const there = objects.filter((object) => isAnnotation(object) || pictures.sizeOf(object.image) !== undefined);
		if (there.length < objects.length) session.notify(new EditorError("no-picture"));
		session.apply([
			{ type: "tool", tool: objectTool.id },
			{ type: "commands", commands: pasteCommands(there, open) },
		]);
	}

	const listening = new AbortController();
	const { signal } = listening;
	document.addEventListener("copy", onCopy, { signal });
	document.addEventListener("cut", onCopy, { signal });
	// Before the listeners for files.
	document.addEventListener("paste", onPaste, { signal, capture: true });
	return () => listening.abort();
}

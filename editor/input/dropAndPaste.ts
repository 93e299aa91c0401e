// Receives dropped and pasted picture files and hands them to a listener, which imports them and reports errors.

import type { EditorSession } from "../session/editorSession";
import type { ViewPoint } from "../tools";
import { type DropPurpose, EditorError, type FileDropListener } from "../types";
import { mayHoldFiles } from "./draggedFiles";
import { hasKeyboardFocus } from "./keyboard";

/** Returns whether the file was imported. A refusal becomes a notice; a cancelled import does not. */
export async function importFile(
	session: EditorSession,
	file: File,
	purpose: "picture" | "reference" | "place",
	at?: ViewPoint,
): Promise<boolean> {
	try {
		const before = session.document;
		if (purpose === "picture") await session.open(file, file.name);
		else if (purpose === "place") await session.placePicture(file, file.name, at);
		else await session.addReference(file, file.name);
		return session.document !== before;
	} catch (error) {
		session.notify(toEditorError(error));
		return false;
	}
}

export function toEditorError(error: unknown): EditorError {
	return error instanceof EditorError ? error : new EditorError("not-stored", {}, { cause: error });
}

/** Files with layers, for which browsers know no type. */
const LAYERED_NAME = /\.(psd|psb|ora)$/i;

/** The picture files, or else the first file, whose refusal tells why. */
function picturesOf(files: Iterable<File>): readonly File[] {
	const all = [...files];
	const pictures = all.filter(({ type, name }) => type.startsWith("image/") || LAYERED_NAME.test(name));
	return pictures.length > 0 ? pictures : all.slice(0, 1);
}

function zoneOf(target: EventTarget | null): DropPurpose | null {
	const zone = target instanceof Element ? target.closest<HTMLElement>("[data-purpose]") : null;
	return (zone?.dataset.purpose as DropPurpose | undefined) ?? null;
}

export function attachFileDrop(root: HTMLElement, { onDrag, onFiles }: FileDropListener): () => void {
	function onDragOver(event: DragEvent): void {
		if (!mayHoldFiles(event.dataTransfer)) return;
		event.preventDefault();
		if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
		onDrag({ over: zoneOf(event.target) });
	}

	function onDragLeave(event: DragEvent): void {
		const to = event.relatedTarget;
		if (!(to instanceof Node && root.contains(to))) onDrag(null);
	}

	function onDrop(event: DragEvent): void {
		onDrag(null);
		const files = picturesOf(event.dataTransfer?.files ?? []);
		if (files.length === 0) return;
		event.preventDefault();
		onFiles(files, zoneOf(event.target), { x: event.clientX, y: event.clientY });
	}

	function onPaste(event: ClipboardEvent): void {
		if (event.defaultPrevented || !hasKeyboardFocus(root)) return;
		const files = picturesOf(event.clipboardData?.files ?? []);
		if (files.length === 0) return;
		event.preventDefault();
		onFiles(files, "place");
	}

	const listening = new AbortController();
	const { signal } = listening;
	root.addEventListener("dragenter", onDragOver, { signal });
	root.addEventListener("dragover", onDragOver, { signal });
	root.addEventListener("dragleave", onDragLeave, { signal });
	root.addEventListener("drop", onDrop, { signal });
	document.addEventListener("paste", onPaste, { signal });
	return () => listening.abort();
}

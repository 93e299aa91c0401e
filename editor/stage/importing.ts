// Ways for a picture to come in: drop, paste, and the file picker. What goes wrong becomes a notice.
import { EditorError } from "../types";
import { hasKeyboard } from "./keyboard";
import type { Session } from "./session";

export async function importFile(session: Session, file: File): Promise<void> {
	try {
		await session.open(file, file.name);
	} catch (error) {
		session.notify(error instanceof EditorError ? error : new EditorError("not-stored", {}, { cause: error }));
	}
}

/** A picture if there is one, else whatever was given: the refusal says what it is. */
function pictureOf(files: Iterable<File>): File | undefined {
	const all = [...files];
	return all.find((file) => file.type.startsWith("image/")) ?? all[0];
}

export function attachImport(root: HTMLElement, session: Session, setDropTarget: (is: boolean) => void): () => void {
	function onDragOver(event: DragEvent): void {
		const types = event.dataTransfer?.types ?? [];
		// Some web views name no types for files; text being dragged has names.
		if (types.length > 0 && !types.includes("Files")) return;
		event.preventDefault();
		if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
		setDropTarget(true);
	}

	function onDragLeave(event: DragEvent): void {
		const to = event.relatedTarget;
		if (!(to instanceof Node && root.contains(to))) setDropTarget(false);
	}

	function onDrop(event: DragEvent): void {
		setDropTarget(false);
		const file = pictureOf(event.dataTransfer?.files ?? []);
		if (file === undefined) return;
		event.preventDefault();
		void importFile(session, file);
	}

	function onPaste(event: ClipboardEvent): void {
		if (event.defaultPrevented || !hasKeyboard(root)) return;
		const file = pictureOf(event.clipboardData?.files ?? []);
		if (file === undefined) return;
		event.preventDefault();
		void importFile(session, file);
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

// Pictures that are pasted while neither the canvas nor a text has the focus, or dropped beside both, go along with the
// prompt. Without it a browser would leave the studio for a file that is let go there.
import { type RefObject, useEffect, useRef } from "react";

export function usePasteAndDrop(root: RefObject<HTMLElement | null>, onFiles: (files: readonly File[]) => void): void {
	const latest = useRef(onFiles);
	latest.current = onFiles;
	useEffect(() => {
		const isInPanel = (target: EventTarget | null): target is Element =>
			target instanceof Element && root.current?.contains(target) === true;
		const take = (files: FileList | undefined): boolean => {
			const pictures = [...(files ?? [])].filter(({ type }) => type.startsWith("image/"));
			if (pictures.length > 0) latest.current(pictures);
			return pictures.length > 0;
		};
		const onPaste = (event: ClipboardEvent): void => {
			const { activeElement } = document;
			if (event.defaultPrevented || !isInPanel(activeElement)) return;
			if (activeElement.matches("input, textarea") || activeElement.closest(".hfis-editor, dialog")) return;
			if (take(event.clipboardData?.files)) event.preventDefault();
		};
		// On the document: what takes files itself has had its turn.
		const onDrag = (event: DragEvent): void => {
			const { target, dataTransfer, type } = event;
			if (event.defaultPrevented || !dataTransfer?.types.includes("Files") || !isInPanel(target)) return;
			event.preventDefault();
			const isTaken = target.closest("dialog") === null;
			dataTransfer.dropEffect = isTaken ? "copy" : "none";
			if (type === "drop" && isTaken) take(dataTransfer.files);
		};
		const listening = new AbortController();
		const { signal } = listening;
		document.addEventListener("paste", onPaste, { signal });
		document.addEventListener("dragover", onDrag, { signal });
		document.addEventListener("drop", onDrag, { signal });
		return () => listening.abort();
	}, [root]);
}

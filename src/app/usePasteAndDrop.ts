// Takes pictures that are pasted while neither the canvas nor a text field has the focus, or dropped outside of both. Also
// prevents the browser from navigating to a file or link that is dropped anywhere on the panel.
import { type RefObject, useEffect, useRef } from "react";
import { mayHoldFiles } from "../../editor/basics";

export function usePasteAndDrop(root: RefObject<HTMLElement | null>, onFiles: (files: readonly File[]) => void): void {
	const latest = useRef(onFiles);
	latest.current = onFiles;
	useEffect(() => {
		const isInPanel = (target: EventTarget | null): target is Node =>
			target instanceof Node && root.current?.contains(target) === true;
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
		// Listens on the document, after the elements that take files themselves.
		const onDrag = (event: DragEvent): void => {
			const { target, dataTransfer, type } = event;
			if (event.defaultPrevented || !dataTransfer || !isInPanel(target)) return;
			// The target may be a text node.
			const element = target instanceof Element ? target : target.parentElement;
			const isText = !mayHoldFiles(dataTransfer);
			if (isText && element?.closest("input, textarea")) return;
			event.preventDefault();
			const isAccepted = !isText && element?.closest("dialog") === null;
			dataTransfer.dropEffect = isAccepted ? "copy" : "none";
			if (type === "drop" && isAccepted) take(dataTransfer.files);
		};
		const listening = new AbortController();
		const { signal } = listening;
		document.addEventListener("paste", onPaste, { signal });
		document.addEventListener("dragover", onDrag, { signal });
		document.addEventListener("drop", onDrag, { signal });
		return () => listening.abort();
	}, [root]);
}

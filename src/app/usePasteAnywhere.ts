// Pictures that are pasted while neither the canvas nor a text has the focus go along with the prompt.
import { type RefObject, useEffect, useRef } from "react";

export function usePasteAnywhere(root: RefObject<HTMLElement | null>, onFiles: (files: readonly File[]) => void): void {
	const latest = useRef(onFiles);
	latest.current = onFiles;
	useEffect(() => {
		const onPaste = (event: ClipboardEvent): void => {
			const { activeElement } = document;
			const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith("image/"));
			// A text field wants the words of what has words.
			const isText = activeElement?.matches("input, textarea") && event.clipboardData?.types.includes("text/plain");
			const isOurs = root.current?.contains(activeElement) && !isText;
			if (event.defaultPrevented || !isOurs || files.length === 0) return;
			if (activeElement?.closest(".hfis-editor, dialog")) return;
			event.preventDefault();
			latest.current(files);
		};
		document.addEventListener("paste", onPaste);
		return () => document.removeEventListener("paste", onPaste);
	}, [root]);
}

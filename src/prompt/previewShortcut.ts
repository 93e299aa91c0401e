// The shortcut of the request preview, which works anywhere in the panel by clicking the preview button.
import { type RefObject, useEffect } from "react";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export const PREVIEW_SHORTCUT = isMac ? "⌘ ⇧ P" : "Ctrl+Shift+P";

/** Marks the preview button. */
export const PREVIEW_BUTTON_ATTRIBUTE = "data-look";

/** Ignored while a dialog is open: the preview would open behind it. */
export function usePreviewShortcut(root: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const element = root.current;
		if (element === null) return;
		const onKeyDown = (event: KeyboardEvent): void => {
			const isKey = event.code === "KeyP" && event.shiftKey && !event.altKey && (isMac ? event.metaKey : event.ctrlKey);
			// With the body as its target the key was pressed after the focused element had been removed.
			const isInPanel =
				event.target === document.body || (event.target instanceof Node && element.contains(event.target));
			if (!isKey || !isInPanel || element.querySelector("dialog[open]")) return;
			event.preventDefault();
			event.stopPropagation();
			if (!event.repeat) element.querySelector<HTMLElement>(`[${PREVIEW_BUTTON_ATTRIBUTE}]`)?.click();
		};
		document.addEventListener("keydown", onKeyDown, { capture: true });
		return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
	}, [root]);
}

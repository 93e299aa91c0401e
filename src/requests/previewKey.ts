// The key that shows what goes out, anywhere in the panel.
import { type RefObject, useEffect } from "react";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export const LOOK_KEYS = isMac ? "⌘ ⇧ P" : "Ctrl+Shift+P";

/** Marks the button. */
export const LOOK = "data-look";

/** While no dialog is open: it would be behind it. */
export function useLookKey(root: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const element = root.current;
		if (element === null) return;
		const onKeyDown = (event: KeyboardEvent): void => {
			const isKey = event.code === "KeyP" && event.shiftKey && !event.altKey && (isMac ? event.metaKey : event.ctrlKey);
			// What had the focus may be gone: then it is nobody's.
			const isOurs = event.target === document.body || (event.target instanceof Node && element.contains(event.target));
			if (!isKey || !isOurs || element.querySelector("dialog[open]")) return;
			event.preventDefault();
			event.stopPropagation();
			if (!event.repeat) element.querySelector<HTMLElement>(`[${LOOK}]`)?.click();
		};
		document.addEventListener("keydown", onKeyDown, { capture: true });
		return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
	}, [root]);
}

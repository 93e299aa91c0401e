// The shortcuts of the prompt bar that work anywhere in the panel, by clicking their control: the request preview, and the
// switch between generating and editing.
import { type RefObject, useEffect } from "react";
import { isKey } from "../keys/keymap";

/** Marks the preview button. */
export const PREVIEW_BUTTON_ATTRIBUTE = "data-look";
/** Marks the option of the switch that is not chosen. */
export const INTENT_ATTRIBUTE = "data-switches";

const CONTROLS = [
	["studio.preview", PREVIEW_BUTTON_ATTRIBUTE],
	["studio.intent", INTENT_ATTRIBUTE],
] as const;

/** Ignored while a dialog is open: the controls are behind it. */
export function usePromptShortcuts(root: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const element = root.current;
		if (element === null) return;
		const onKeyDown = (event: KeyboardEvent): void => {
			const control = CONTROLS.find(([id]) => isKey(event, id))?.[1];
			// With the body as its target the key was pressed after the focused element had been removed.
			const isInPanel =
				event.target === document.body || (event.target instanceof Node && element.contains(event.target));
			if (!control || !isInPanel || element.querySelector("dialog[open]")) return;
			event.preventDefault();
			event.stopPropagation();
			if (!event.repeat) element.querySelector<HTMLElement>(`[${control}]`)?.click();
		};
		document.addEventListener("keydown", onKeyDown, { capture: true });
		return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
	}, [root]);
}

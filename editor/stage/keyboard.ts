// Keys to actions. The editor listens when the focus is inside it or nowhere, and never takes a key from a text field.
import { ACTIONS, shortcutOf } from "../tools";
import type { Session } from "./session";

const BY_SHORTCUT = new Map(ACTIONS.flatMap((action) => action.shortcuts.map((shortcut) => [shortcut, action.id])));

/** These answer each press while a key is held down. */
const REPEATED = new Set(["edit.undo", "edit.redo", "brush.smaller", "brush.larger", "view.zoomIn", "view.zoomOut"]);

export function attachKeyboard(root: HTMLElement, session: Session): () => void {
	function onKeyDown(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.isComposing || !hasKeyboard(root)) return;
		if (event.key === "Escape") {
			if (session.cancelWork() || session.cancelGesture()) event.preventDefault();
			return;
		}
		if (event.key === " " && !isControl(document.activeElement)) {
			event.preventDefault();
			session.holdPanning(true);
			return;
		}
		const id = BY_SHORTCUT.get(shortcutOf(event));
		if (id === undefined || (session.document === null && id !== "file.open")) return;
		event.preventDefault();
		if (!event.repeat || REPEATED.has(id)) session.run(id);
	}

	function onKeyUp(event: KeyboardEvent): void {
		if (event.key === " ") session.holdPanning(false);
	}

	const release = () => session.holdPanning(false);
	const listening = new AbortController();
	const { signal } = listening;
	document.addEventListener("keydown", onKeyDown, { signal });
	document.addEventListener("keyup", onKeyUp, { signal });
	window.addEventListener("blur", release, { signal });
	return () => {
		listening.abort();
		release();
	};
}

/** Whether keys are the editor's to take. */
export function hasKeyboard(root: HTMLElement): boolean {
	const focused = document.activeElement;
	if (focused === null || focused === document.body || focused === document.documentElement) return true;
	return root.contains(focused) && !isTextField(focused);
}

function isTextField(element: Element): boolean {
	if (element instanceof HTMLInputElement)
		return !["range", "button", "checkbox", "radio", "file"].includes(element.type);
	return element instanceof HTMLTextAreaElement || (element instanceof HTMLElement && element.isContentEditable);
}

/** Space presses it. */
function isControl(element: Element | null): boolean {
	return element instanceof HTMLButtonElement || element instanceof HTMLInputElement;
}

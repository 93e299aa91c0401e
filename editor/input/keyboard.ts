// Keys to actions. The editor listens when the focus is inside it or nowhere, and never takes a key from a text field, nor
// from a dialog that stands before it.

import type { EditorSession } from "../session/editorSession";
import { pressKeyPointer } from "../state/keyboardPointer";
import { ACTIONS, type Action, setBrushOpacity, shortcutOf } from "../tools/index";

/** By tool, then by key; "" for those that act whatever is in hand. */
const BY_TOOL = new Map<string, Map<string, Action>>();
for (const action of ACTIONS) {
	const keys = BY_TOOL.get(action.tool ?? "") ?? new Map<string, Action>();
	BY_TOOL.set(action.tool ?? "", keys);
	for (const shortcut of action.shortcuts) keys.set(shortcut, action);
}

/** Work without a picture. */
const ALWAYS = new Set(["file.open", "panel.shortcuts"]);

/** From then on a press means: only while it lasts. */
export const HOLD_MS = 350;

/** Between two digits that are one number. */
const DIGITS_MS = 600;

/** What changes how things look can be held, to see it for a moment. */
export function isHoldable({ group, isPressed }: Action): boolean {
	return group === "view" && isPressed !== undefined;
}

export function attachKeyboard(root: HTMLElement, session: EditorSession): () => void {
	const hasModal = () => modalBefore(root) !== null;
	let held: { readonly id: string; readonly code: string; readonly since: number } | null = null;
	let digit: { readonly value: number; readonly since: number } | null = null;

	function onKeyDown(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.isComposing || !hasKeyboardFocus(root, event)) return;
		if (event.key === "Escape" && stepBack(session)) {
			event.preventDefault();
			return;
		}
		const isOnCanvas = isCanvas(document.activeElement);
		if (isOnCanvas && !hasModal() && pressKeyPointer(session, event)) {
			event.preventDefault();
			return;
		}
		if (event.key === " " && !isControl(document.activeElement) && !hasModal()) {
			event.preventDefault();
			session.setPanningHeld(true);
			return;
		}
		// Alone it would open the browser's menu on some systems, while it changes what the pointer does here.
		if (event.key === "Alt" && session.cursorPoint !== null) event.preventDefault();
		const shortcut = shortcutOf(event);
		const action = actionFor(shortcut, isOnCanvas);
		if (action === undefined || (session.document === null && !ALWAYS.has(action.id))) return;
		event.preventDefault();
		if (event.repeat && action.isRepeated !== true) return;
		run(action, Number.parseInt(shortcut, 10), event.timeStamp);
		if (isHoldable(action)) held = { id: action.id, code: event.code, since: event.timeStamp };
	}

	function actionFor(shortcut: string, isOnCanvas: boolean): Action | undefined {
		const snapshot = session.getSnapshot();
		const isMeant = (action: Action | undefined) =>
			action !== undefined && (isOnCanvas || !action.needsCanvas) && (!hasModal() || action.group === "panel");
		const own = BY_TOOL.get(snapshot.activeTool)?.get(shortcut);
		if (own?.isEnabled(snapshot) && isMeant(own)) return own;
		const general = BY_TOOL.get("")?.get(shortcut);
		return isMeant(general) ? general : undefined;
	}

	/** Two digits, one soon after the other, are one number. */
	function run(action: Action, value: number, time: number): void {
		const before = digit;
		digit = null;
		if (action.group !== "brush" || Number.isNaN(value)) session.run(action.id);
		else if (before !== null && time - before.since < DIGITS_MS) {
			session.apply(setBrushOpacity(session.getSnapshot(), before.value * 10 + value));
		} else {
			session.run(action.id);
			digit = { value, since: time };
		}
	}

	function onKeyUp(event: KeyboardEvent): void {
		if (event.key === " ") session.setPanningHeld(false);
		if (held?.code !== event.code) return;
		if (event.timeStamp - held.since > HOLD_MS) session.run(held.id);
		held = null;
	}

	const release = () => session.setPanningHeld(false);
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

/** What is under way first, then what is only looked at, then what is open. */
function stepBack(session: EditorSession): boolean {
	if (session.cancelWork() || session.cancelGesture()) return true;
	const { openPanel, asOf, compare } = session.getSnapshot();
	if (asOf !== null || compare !== "none") {
		session.apply([{ type: "show", asOf: null, compare: "none" }]);
		return true;
	}
	if (openPanel === null) return false;
	session.apply([{ type: "panel", panel: null }]);
	return true;
}

/** Whether keys are the editor's to take. */
export function hasKeyboardFocus(root: HTMLElement, event?: Event): boolean {
	if (modalBefore(root)?.isOutside || root.closest("[inert]") !== null) return false;
	// Into what another component keeps to itself.
	const target = event?.composedPath()[0];
	if (target instanceof Element && isTextField(target)) return false;
	const focused = document.activeElement;
	if (focused === null || focused === document.body || focused === document.documentElement) return true;
	return root.contains(focused) && !isTextField(focused);
}

/** What is full screen is modal too, but no dialog. */
const MODAL = typeof CSS !== "undefined" && CSS.supports("selector(:modal)") ? "dialog:modal" : "dialog[open]";

/** A dialog that stands before the editor: one of its own takes all keys but those that open and close things. */
function modalBefore(root: HTMLElement): { readonly isOutside: boolean } | null {
	const modal = [...document.querySelectorAll(MODAL)].find((dialog) => !dialog.contains(root));
	return modal === undefined ? null : { isOutside: !root.contains(modal) };
}

function isTextField(element: Element): boolean {
	if (element instanceof HTMLInputElement)
		return !["range", "button", "checkbox", "radio", "file"].includes(element.type);
	if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
	if (element.matches("[role=textbox], [role=combobox], [role=listbox], [role=searchbox]")) return true;
	return element instanceof HTMLElement && element.isContentEditable;
}

function isCanvas(element: Element | null): boolean {
	return element?.classList.contains("hfis-viewport") === true;
}

/** Space presses it. */
function isControl(element: Element | null): boolean {
	return element?.matches("button, input, select, summary, a[href], [role]:not(.hfis-viewport)") === true;
}

// Runs actions by their shortcuts. The editor listens while the focus is inside it or nowhere, and never takes a key from a
// text field or from a modal dialog in front of it.

import type { EditorSession } from "../session/editorSession";
import {
	ACTIONS,
	type Action,
	type CustomKeys,
	findAction,
	keyOf,
	keysOf,
	nextToolOfGroup,
	PANNING_TOOL,
	ROTATING_TOOL,
	setBrushOpacity,
	shortcutOf,
	TOOLS,
	type Tool,
} from "../tools";
import { handleKeyboardPointer } from "./keyboardPointer";

/** By tool, then by key; "" for actions of every tool. */
type ActionsByKey = ReadonlyMap<string, ReadonlyMap<string, Action>>;

function sortByKey(custom: CustomKeys): ActionsByKey {
	const byTool = new Map<string, Map<string, Action>>();
	// Changed keys last: they win over the defaults of a newer version.
	for (const action of [...ACTIONS].sort((a, b) => Number(a.id in custom) - Number(b.id in custom))) {
		const keys = byTool.get(action.tool ?? "") ?? new Map<string, Action>();
		byTool.set(action.tool ?? "", keys);
		for (const shortcut of keysOf(action, custom)) keys.set(shortcut, action);
	}
	return byTool;
}

/** Tools that are used while a key is held. */
const HELD_TOOLS: ReadonlyMap<string, Tool> = new Map([
	[" ", PANNING_TOOL],
	["R", ROTATING_TOOL],
]);

/** Space works with every modifier, because Shift and Alt change what a gesture does; other keys have shortcuts with them. */
function heldToolOf(event: KeyboardEvent): Tool | undefined {
	return HELD_TOOLS.get(event.key === " " ? " " : shortcutOf(event));
}

/** Available without a picture. */
const ALWAYS = new Set(["file.open", "panel.shortcuts"]);

/** A generated picture is shown where the canvas would be. */
const OF_CANDIDATES: ReadonlySet<Action["group"]> = new Set(["result", "compare"]);

function isAvailableWithoutPicture({ id, group }: Action, session: EditorSession): boolean {
	return (
		ALWAYS.has(id) ||
		((OF_CANDIDATES.has(group) || id === "view.before") && session.getSnapshot().shownGenerated !== null)
	);
}

/** A longer press is a hold: its release takes back what the press did. */
export const HOLD_MS = 350;

/** The longest time between two digits of one number. */
const DIGITS_MS = 600;

/** View toggles can be held to look for a moment. */
export function isHoldable({ group, isPressed }: Action): boolean {
	return group === "view" && isPressed !== undefined;
}

export function attachKeyboard(root: HTMLElement, session: EditorSession): () => void {
	const hasModal = () => findModal(root) !== null;
	let held: { readonly id: string; readonly code: string; readonly since: number } | null = null;
	let keys: { readonly custom: CustomKeys; readonly actions: ActionsByKey } | null = null;
	let digit: { readonly value: number; readonly since: number } | null = null;

	function onKeyDown(event: KeyboardEvent): void {
		if (event.defaultPrevented || event.isComposing || !hasKeyboardFocus(root, event)) return;
		if (event.key === "Escape" && handleEscape(session)) {
			event.preventDefault();
			return;
		}
		const isOnCanvas = isCanvas(document.activeElement);
		if (!hasModal() && !isControl(document.activeElement) && handleOpenGesture(session, event)) {
			event.preventDefault();
			return;
		}
		if (isOnCanvas && !hasModal() && handleKeyboardPointer(session, event)) {
			event.preventDefault();
			return;
		}
		const heldTool = heldToolOf(event);
		if (heldTool !== undefined && !hasModal() && !(event.key === " " && isControl(document.activeElement))) {
			event.preventDefault();
			session.tools.setHeldTool(heldTool);
			return;
		}
		// Some systems open the browser's menu on Alt, which is a modifier of the pointer here.
		if (event.key === "Alt" && session.tools.cursorPoint !== null) event.preventDefault();
		const shortcut = shortcutOf(event);
		const action = actionFor(shortcut, isOnCanvas);
		if (action === undefined || (session.document === null && !isAvailableWithoutPicture(action, session))) return;
		event.preventDefault();
		if (event.repeat && action.isRepeated !== true) return;
		run(action, Number.parseInt(shortcut, 10), event.timeStamp);
		if (isHoldable(action)) held = { id: action.id, code: event.code, since: event.timeStamp };
	}

	function actionFor(shortcut: string, isOnCanvas: boolean): Action | undefined {
		const snapshot = session.getSnapshot();
		const isAvailable = (action: Action | undefined) =>
			action !== undefined && (isOnCanvas || !action.needsCanvas) && (!hasModal() || action.group === "panel");
		if (keys?.custom !== snapshot.keys) keys = { custom: snapshot.keys, actions: sortByKey(snapshot.keys) };
		const own = keys.actions.get(snapshot.activeTool)?.get(shortcut);
		if (own?.isEnabled(snapshot) && isAvailable(own)) return own;
		const bound = keys.actions.get("")?.get(shortcut);
		const next = nextToolOfGroup(shortcut, bound, TOOLS, snapshot);
		const general = next === undefined ? bound : findAction(`tool.${next}`);
		return isAvailable(general) ? general : undefined;
	}

	/** Two digits in quick succession are one number. */
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
		// Modifiers may have changed since the key was pressed.
		const heldTool = HELD_TOOLS.get(keyOf(event));
		if (heldTool !== undefined && session.tools.heldTool === heldTool) session.tools.setHeldTool(null);
		if (held?.code === event.code) releaseHeld(event.timeStamp);
	}

	function releaseHeld(time: number): void {
		if (held !== null && time - held.since > HOLD_MS) session.run(held.id);
		held = null;
	}

	/** Without the focus the window gets no keyup event. */
	function onBlur(event: Event): void {
		session.tools.setHeldTool(null);
		releaseHeld(event.timeStamp);
	}

	const listening = new AbortController();
	const { signal } = listening;
	document.addEventListener("keydown", onKeyDown, { signal });
	document.addEventListener("keyup", onKeyUp, { signal });
	window.addEventListener("blur", onBlur, { signal });
	return () => {
		listening.abort();
		session.tools.setHeldTool(null);
	};
}

/** Cancels work and gestures first, then ends cropping and comparing, then leaves a generated picture, then closes the open panel. Returns whether there was any of it. */
function handleEscape(session: EditorSession): boolean {
	if (session.cancelWork() || session.tools.cancelGesture()) return true;
	const { openPanel, asOf, compare, croppedObject, shownGenerated } = session.getSnapshot();
	if (croppedObject) {
		session.apply([{ type: "cropObject", object: null }]);
		return true;
	}
	if (asOf !== null || compare !== "none") {
		session.apply([{ type: "show", asOf: null, compare: "none", against: null }]);
		return true;
	}
	if (shownGenerated !== null) {
		session.apply([{ type: "showGenerated", picture: null }]);
		return true;
	}
	if (openPanel === null) return false;
	session.apply([{ type: "panel", panel: null }]);
	return true;
}

/** Enter applies a gesture that stays open, Backspace and Delete take back its last press. */
function handleOpenGesture({ tools }: EditorSession, event: KeyboardEvent): boolean {
	const shortcut = shortcutOf(event);
	if (shortcut === "Enter") return tools.endOpenGesture("confirm");
	return (shortcut === "Backspace" || shortcut === "Delete") && tools.endOpenGesture("back");
}

/** True if keys belong to the editor. */
export function hasKeyboardFocus(root: HTMLElement, event?: Event): boolean {
	if (findModal(root)?.isOutside || root.closest("[inert]") !== null) return false;
	// The target inside another component's shadow root.
	const target = event?.composedPath()[0];
	if (target instanceof Element && isTextField(target)) return false;
	const focused = document.activeElement;
	if (focused === null || focused === document.body || focused === document.documentElement) return true;
	if (isTextField(focused)) return false;
	return root.contains(focused) || leavesKeysToEditor(focused, event);
}

/**
 * Marks bars of the embedding program around the editor: a key that is pressed on a button in them goes to the editor, apart
 * from the keys that press buttons and move between controls.
 */
const KEYS_ATTRIBUTE = "data-hfis-canvas-keys";
const KEYS_OF_CONTROLS = /^(?:Enter| |Escape|Arrow\w+|Home|End|Page\w+)$/;

function leavesKeysToEditor(focused: Element, event: Event | undefined): boolean {
	if (!(event instanceof KeyboardEvent) || KEYS_OF_CONTROLS.test(event.key)) return false;
	return focused.closest(`[${KEYS_ATTRIBUTE}], [popover]`)?.hasAttribute(KEYS_ATTRIBUTE) === true;
}

/** Only dialogs: a full-screen element matches :modal too. */
const MODAL = typeof CSS !== "undefined" && CSS.supports("selector(:modal)") ? "dialog:modal" : "dialog[open]";

/** The modal dialog in front of the editor. A dialog of the editor leaves it the keys that open and close panels. */
function findModal(root: HTMLElement): { readonly isOutside: boolean } | null {
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

/** An element that Space presses. */
function isControl(element: Element | null): boolean {
	return element?.matches("button, input, select, summary, a[href], [role]:not(.hfis-viewport)") === true;
}

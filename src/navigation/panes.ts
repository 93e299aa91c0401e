// F6 and Shift+F6, or the keys chosen instead, move the focus between panes and restore the last focused element of each. Panes are found by selector.
import { type RefObject, useEffect } from "react";
import { isKey } from "../keys/keymap";

/** In the order of F6, each with the element that is focused in it at first. */
const PANES: readonly (readonly [pane: string, firstFocus: string])[] = [
	[".hfis-topbar", "button"],
	[".hfis-shell-canvas-view", ".hfis-viewport[tabindex='0'], .hfis-candidate-view, .hfis-first-run button"],
	[".hfis-prompt", "textarea"],
	// Next to the prompt, where the focus mostly is when a notice appears.
	[".hfis-notices", "button"],
	[".hfis-tasks", "input, button:not(.hfis-ui-skip)"],
];

let panelRoot: HTMLElement | null = null;

export function usePaneKeys(root: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const element = root.current;
		if (element === null) return;
		panelRoot = element;
		/** The last focused element, by pane. */
		const lastFocused = new Map<string, Element>();
		let latestPane = "";
		const onFocus = ({ target }: FocusEvent): void => {
			const pane = target instanceof Element && PANES.find(([selector]) => target.closest(selector));
			if (!pane || !(target instanceof Element)) return;
			lastFocused.set(pane[0], target);
			latestPane = pane[0];
		};
		const onKeyDown = (event: KeyboardEvent): void => {
			const { activeElement } = document;
			const isInPanel = activeElement === document.body || element.contains(activeElement);
			const isBack = isKey(event, "studio.previousPane");
			if (!isInPanel || !(isBack || isKey(event, "studio.nextPane"))) return;
			if (element.querySelector("dialog:modal")) return;
			event.preventDefault();
			const targets = PANES.flatMap(([selector, firstFocus]) => {
				const pane = element.querySelector(selector);
				const last = lastFocused.get(selector);
				const focus = last && pane?.contains(last) && isFocusable(last) ? last : pane?.querySelector(firstFocus);
				return pane && focus instanceof HTMLElement && isFocusable(focus) ? { selector, pane, focus } : [];
			});
			const focusedAt = targets.findIndex(({ pane }) => pane.contains(activeElement));
			// The focused element may have been removed; the focus is then on the body.
			const at = focusedAt < 0 ? targets.findIndex(({ selector }) => selector === latestPane) : focusedAt;
			const next = isBack ? Math.max(at, 0) - 1 : at + 1;
			targets[(next + targets.length) % targets.length]?.focus.focus();
		};
		element.addEventListener("focusin", onFocus);
		document.addEventListener("keydown", onKeyDown);
		return () => {
			panelRoot = null;
			element.removeEventListener("focusin", onFocus);
			document.removeEventListener("keydown", onKeyDown);
		};
	}, [root]);
}

/** Places the caret at the end of the prompt, in the next frame: the prompt may only be about to be shown. */
export function focusPrompt(): void {
	requestAnimationFrame(() => {
		const field = panelRoot?.querySelector("textarea");
		field?.focus();
		field?.setSelectionRange(field.value.length, field.value.length);
	});
}

export const isPromptVisible = (): boolean => {
	const field = panelRoot?.querySelector("textarea");
	return field != null && isFocusable(field);
};

const isFocusable = (element: Element): boolean =>
	element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled, [inert] *");

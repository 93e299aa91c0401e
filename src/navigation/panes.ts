// F6 and Shift+F6 go from pane to pane, and back to where one was in it. A pane is what the selectors name, if it is there.
import { type RefObject, useEffect } from "react";

/** In the order of the keys; each with what is first focused in it. */
const PANES: readonly (readonly [pane: string, first: string])[] = [
	[".hfis-topbar", "button"],
	[".hfis-canvas-view", ".hfis-viewport[tabindex='0'], .hfis-first button"],
	[".hfis-prompt", "textarea"],
	// One key from where one mostly is when a notice comes.
	[".hfis-toasts", "button"],
	[".hfis-tasks", "input, button"],
];

let shown: HTMLElement | null = null;

export function usePanes(root: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const element = root.current;
		if (element === null) return;
		shown = element;
		/** Where one was, by pane. */
		const lasts = new Map<string, Element>();
		let latest = "";
		const onFocus = ({ target }: FocusEvent): void => {
			const pane = target instanceof Element && PANES.find(([selector]) => target.closest(selector));
			if (!pane || !(target instanceof Element)) return;
			lasts.set(pane[0], target);
			latest = pane[0];
		};
		const onKeyDown = (event: KeyboardEvent): void => {
			const { activeElement } = document;
			const isHere = activeElement === document.body || element.contains(activeElement);
			if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey || !isHere) return;
			if (element.querySelector("dialog:modal")) return;
			event.preventDefault();
			const there = PANES.flatMap(([selector, first]) => {
				const pane = element.querySelector(selector);
				const last = lasts.get(selector);
				const to = last && pane?.contains(last) && isFocusable(last) ? last : pane?.querySelector(first);
				return pane && to instanceof HTMLElement && isFocusable(to) ? { selector, pane, to } : [];
			});
			const inside = there.findIndex(({ pane }) => pane.contains(activeElement));
			// What had the focus may be gone.
			const at = inside < 0 ? there.findIndex(({ selector }) => selector === latest) : inside;
			const next = event.shiftKey ? Math.max(at, 0) - 1 : at + 1;
			there[(next + there.length) % there.length]?.to.focus();
		};
		element.addEventListener("focusin", onFocus);
		document.addEventListener("keydown", onKeyDown);
		return () => {
			shown = null;
			element.removeEventListener("focusin", onFocus);
			document.removeEventListener("keydown", onKeyDown);
		};
	}, [root]);
}

/** At the end of what is written there, once it is there. */
export function focusPrompt(): void {
	requestAnimationFrame(() => {
		const field = shown?.querySelector("textarea");
		field?.focus();
		field?.setSelectionRange(field.value.length, field.value.length);
	});
}

const isFocusable = (element: Element): boolean =>
	element.checkVisibility({ visibilityProperty: true }) && !element.matches(":disabled, [inert] *");

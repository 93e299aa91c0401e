// Gives the focus back to the canvas after the pointer has used a button, a menu or a popover, if it came from there, so that
// keys act on the picture again. Controls that are used with the keyboard keep the focus.
import { type RefObject, useEffect } from "react";

const CANVAS = ".hfis-viewport, .hfis-candidate-view";
const POPOVER = "[popover]:not(.hfis-ui-tooltip)";
const BUTTON = "button, [role=combobox]:not(input), input[type=radio], input[type=checkbox]";

export function useReturnFocus(root: RefObject<HTMLElement | null>): void {
	useEffect(() => {
		const element = root.current;
		if (element === null) return undefined;
		/** The canvas that had the focus before the pointer took it. */
		let origin: HTMLElement | null = null;

		const onPress = ({ target }: PointerEvent): void => {
			const { activeElement } = document;
			if (activeElement instanceof HTMLElement && activeElement.matches(CANVAS)) origin = activeElement;
			else if (!(target instanceof Element && target.closest(POPOVER))) origin = null;
		};
		/** After the handlers of the event: a popover, a dialog or a text field keeps the focus. */
		const returnSoon = (): void => {
			if (origin === null) return;
			requestAnimationFrame(() => {
				const { activeElement } = document;
				if (origin === null || !(activeElement instanceof HTMLElement) || !element.contains(activeElement)) return;
				const isBusy =
					activeElement.ariaExpanded === "true" ||
					activeElement.closest(POPOVER) !== null ||
					element.querySelector(`dialog[open], ${POPOVER}:popover-open`) !== null;
				if (isBusy || !activeElement.matches(BUTTON) || !origin.checkVisibility()) return;
				// As if it had been pressed: without a focus ring around the whole canvas.
				origin.dataset.pointed = "";
				origin.focus({ preventScroll: true });
				origin = null;
			});
		};
		const onClick = ({ detail }: MouseEvent): void => {
			if (detail > 0) returnSoon();
		};
		/** A popover that closes gives the focus to its button. */
		const onFocus = ({ relatedTarget }: FocusEvent): void => {
			if (relatedTarget instanceof Element && relatedTarget.closest(POPOVER)) returnSoon();
		};
		/** A list closes with its button focused all the time. */
		const onKey = ({ key }: KeyboardEvent): void => {
			if (key === "Escape" || key === "Enter") returnSoon();
		};
		const listening = new AbortController();
		const { signal } = listening;
		element.addEventListener("pointerdown", onPress, { capture: true, signal });
		element.addEventListener("click", onClick, { signal });
		element.addEventListener("keydown", onKey, { capture: true, signal });
		element.addEventListener("focusin", onFocus, { signal });
		return () => listening.abort();
	}, [root]);
}

// Gives the keyboard's focus back to the canvas, and tells presses on the canvas from others.

/** Moves the focus to the canvas of the editor that the element lies in. */
export function focusCanvas(inside: Element): void {
	const viewport = inside.closest(".hfis-editor")?.querySelector<HTMLElement>(".hfis-viewport");
	if (!viewport) return;
	// As if it had been pressed: without a focus ring around the whole canvas.
	viewport.dataset.pointed = "";
	viewport.focus({ preventScroll: true });
}

export const isOnCanvas = (target: Element): boolean => target.closest(".hfis-viewport") !== null;

// Gives the keyboard's focus back to the canvas, and tells presses on the canvas from others.

/** Moves the focus to the canvas of the editor that the element lies in, or to the generated picture over it. */
export function focusCanvas(inside: Element): void {
	const editor = inside.closest(".hfis-editor");
	const viewport =
		editor?.querySelector<HTMLElement>(".hfis-candidate-view") ?? editor?.querySelector<HTMLElement>(".hfis-viewport");
	if (!viewport) return;
	// As if it had been pressed: without a focus ring around the whole canvas.
	viewport.dataset.pointed = "";
	viewport.focus({ preventScroll: true });
}

export const isOnCanvas = (target: Element): boolean => target.closest(".hfis-viewport") !== null;

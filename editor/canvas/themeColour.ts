// The theme's colour of selected things, for drawing on a canvas.

/** For a page without the editor's style sheet. */
const FALLBACK = "#3d5fe0";

export function readThemeColour(element: Element): string {
	return getComputedStyle(element).getPropertyValue("--hfis-primary").trim() || FALLBACK;
}

// Publishes the height of a part of the prompt bar as a CSS variable on the panel's root. The canvas and the notices keep
// that much space free; the text field may cover them while the user types.

/** A `ref` callback that sets `--hfis-prompt-strip` or `--hfis-prompt-remarks`. */
export const heightVariableRef = (part: "strip" | "remarks") => (element: HTMLElement | null) => {
	const root = element?.closest<HTMLElement>(".hfis");
	if (!element || !root) return;
	const name = `--hfis-prompt-${part}`;
	const measure = (): void => root.style.setProperty(name, `${element.offsetHeight}px`);
	// Its first call comes after the layout that is due anyway, and before the frame is painted.
	const observer = new ResizeObserver(measure);
	observer.observe(element);
	return () => {
		observer.disconnect();
		root.style.removeProperty(name);
	};
};

// Canvas and notices keep clear of the parts of the bar that stay, however high these are; the text may cover them while
// somebody writes.

/** For `ref`. */
export const reserveFor = (part: "strip" | "remarks") => (element: HTMLElement | null) => {
	const root = element?.closest<HTMLElement>(".hfis");
	if (!element || !root) return;
	const name = `--hfis-prompt-${part}`;
	const measure = (): void => root.style.setProperty(name, `${element.offsetHeight}px`);
	measure();
	const observer = new ResizeObserver(measure);
	observer.observe(element);
	return () => {
		observer.disconnect();
		root.style.removeProperty(name);
	};
};

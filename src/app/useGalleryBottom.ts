// Keeps the gallery above the prompt bar, whatever the bar's height: publishes the bar's place as a CSS variable.
import { type RefObject, useLayoutEffect } from "react";

/** Sets `--hfis-gallery-bottom` on the workspace while the gallery is open: the height from the bar's upper edge down. */
export function useGalleryBottom(workspace: RefObject<HTMLElement | null>, isGallery: boolean): void {
	useLayoutEffect(() => {
		const element = workspace.current;
		const bar = element?.querySelector<HTMLElement>(":scope > section > form");
		if (!isGallery || !element || !bar) return undefined;
		const measure = (): void => {
			const height = element.getBoundingClientRect().bottom - bar.getBoundingClientRect().top;
			element.style.setProperty("--hfis-gallery-bottom", `${Math.round(height)}px`);
		};
		measure();
		const observer = new ResizeObserver(measure);
		for (const observed of [element, bar]) observer.observe(observed);
		return () => {
			observer.disconnect();
			element.style.removeProperty("--hfis-gallery-bottom");
		};
	}, [workspace, isGallery]);
}

// When a picture replaces what the empty canvas shows, the focus moves from there to the canvas.
import { type RefObject, useLayoutEffect, useRef } from "react";

/** The ref goes to the element that is replaced, a child of the editor. */
export function useFocusCanvas(): RefObject<HTMLDivElement | null> {
	const root = useRef<HTMLDivElement>(null);
	useLayoutEffect(() => {
		const element = root.current;
		return () => {
			if (element?.contains(document.activeElement))
				element.parentElement?.querySelector<HTMLElement>(".hfis-viewport")?.focus();
		};
	}, []);
	return root;
}

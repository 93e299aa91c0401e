// Sets the height of a text area to that of its text. The style sheet limits it.
import { type RefObject, useLayoutEffect } from "react";

export function useAutoGrow(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
	// biome-ignore lint/correctness/useExhaustiveDependencies: the height depends on the text.
	useLayoutEffect(() => {
		const element = field.current;
		if (!element) return;
		let width = -1;
		// A change of the width moves the line breaks.
		const fit = (): void => {
			if (element.clientWidth === width) return;
			width = element.clientWidth;
			element.style.height = "auto";
			element.style.height = `${element.scrollHeight}px`;
		};
		fit();
		const observer = new ResizeObserver(fit);
		observer.observe(element);
		return () => observer.disconnect();
	}, [field, text]);
}

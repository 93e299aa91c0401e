// How wide an element is inside, followed: in CSS pixels, or as what of it matters.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** `first`: until it is measured. What is hidden is as wide as it was. */
export function useWidth<T = number>(
	element: RefObject<HTMLElement | null>,
	first: T = 0 as T,
	meaning: (width: number) => T = (width) => width as T,
): T {
	const [known, setKnown] = useState(first);
	const means = useRef(meaning).current;
	// Before the first paint: nothing is laid out twice.
	useLayoutEffect(() => {
		const measured = element.current;
		if (measured === null) return undefined;
		const measure = (): void => setKnown((was) => (measured.clientWidth > 0 ? means(measured.clientWidth) : was));
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(measured);
		return () => observer.disconnect();
	}, [element, means]);
	return known;
}

// The inner width of an element in CSS pixels, followed while it changes, or a value derived from it.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** `first`: until it is measured. A hidden element keeps the last value. */
export function useElementWidth<T = number>(
	element: RefObject<HTMLElement | null>,
	first: T = 0 as T,
	derive: (width: number) => T = (width) => width as T,
): T {
	const [value, setValue] = useState(first);
	const derived = useRef(derive).current;
	// Before the first paint, so that nothing is laid out twice.
	useLayoutEffect(() => {
		const measured = element.current;
		if (measured === null) return undefined;
		const measure = (): void => setValue((was) => (measured.clientWidth > 0 ? derived(measured.clientWidth) : was));
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(measured);
		return () => observer.disconnect();
	}, [element, derived]);
	return value;
}

// The inner size of an element in CSS pixels, followed while it changes, or a value derived from it.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** `derive` returns a primitive, so that a change of the size alone renders nothing. `first`: until it is measured. A hidden
 *  element keeps the last value. */
export function useElementSize<T extends string | number | boolean>(
	element: RefObject<HTMLElement | null>,
	first: T,
	derive: (width: number, height: number) => T,
): T {
	const [value, setValue] = useState(first);
	const derived = useRef(derive).current;
	// Before the first paint, so that nothing is laid out twice.
	useLayoutEffect(() => {
		const measured = element.current;
		if (measured === null) return undefined;
		const measure = (): void =>
			setValue((was) => (measured.clientWidth > 0 ? derived(measured.clientWidth, measured.clientHeight) : was));
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(measured);
		return () => observer.disconnect();
	}, [element, derived]);
	return value;
}

const widthOnly = (width: number): number => width;

export const useElementWidth = (element: RefObject<HTMLElement | null>, first = 0): number =>
	useElementSize(element, first, widthOnly);

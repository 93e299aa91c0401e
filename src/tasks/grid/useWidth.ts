// How wide an element is inside, followed.
import { type RefObject, useLayoutEffect, useState } from "react";

export function useWidth(element: RefObject<HTMLElement | null>): number {
	const [width, setWidth] = useState(0);
	useLayoutEffect(() => {
		const measured = element.current;
		if (measured === null) return undefined;
		const measure = (): void => setWidth(measured.clientWidth);
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(measured);
		return () => observer.disconnect();
	}, [element]);
	return width;
}

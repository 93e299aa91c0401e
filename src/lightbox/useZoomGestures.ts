// Zooms the lightbox by mouse wheel and trackpad pinch. The listeners are native, because React's wheel listeners are
// passive and cannot prevent the page's own zoom.
import { type RefObject, useEffect, useRef } from "react";
import { wheelZoomFactor } from "./wheelZoom";

/** A point in CSS pixels from the top left corner of the pane. */
export interface PanePoint {
	readonly x: number;
	readonly y: number;
}

export function useZoomGestures(
	stage: RefObject<HTMLElement | null>,
	zoomBy: (factor: number, at: PanePoint) => void,
): void {
	const latestZoomBy = useRef(zoomBy);
	latestZoomBy.current = zoomBy;
	useEffect(() => {
		const listening = new AbortController();
		const options = { passive: false, signal: listening.signal };
		function on<E extends Event>(type: string, factorOf: (event: E) => number): void {
			const zoom = (event: Event): void => {
				event.preventDefault();
				const { target, clientX, clientY } = event as MouseEvent;
				const pane = (target as Element).closest(".hfis-lightbox-pane")?.getBoundingClientRect();
				if (pane) latestZoomBy.current(factorOf(event as E), { x: clientX - pane.left, y: clientY - pane.top });
			};
			stage.current?.addEventListener(type, zoom, options);
		}
		on<WheelEvent>("wheel", wheelZoomFactor);
		// Safari reports a trackpad pinch as gesture events, whose `scale` is relative to the start of the gesture.
		let lastScale = 1;
		on("gesturestart", () => {
			lastScale = 1;
			return 1;
		});
		on("gesturechange", ({ scale }: Event & { readonly scale: number }) => {
			const factor = scale / lastScale;
			lastScale = scale;
			return factor;
		});
		return () => listening.abort();
	}, [stage]);
}

// The lightbox's camera: fits the image at first, follows the size of the dialog, and is moved by requests.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { applyRequest, type CameraRequest, constrainCamera, INITIAL_CAMERA, imageScene } from "./lightboxCamera";
import type { PanePoint } from "./useZoomGestures";

/** `imageSize` is null while no image can be shown; the view's size is used instead. */
export function useLightboxCamera(
	dialog: RefObject<HTMLDialogElement | null>,
	stage: RefObject<HTMLElement | null>,
	imageSize: { readonly width: number; readonly height: number } | null,
	paneCount: number,
) {
	const [moved, setMoved] = useState(INITIAL_CAMERA);
	const [view, setView] = useState({ width: 1, height: 1 });
	const { width, height } = imageSize ?? view;
	const scene = imageScene({ width, height });
	const camera = constrainCamera(moved, scene, view);
	/** Up to date between renders, because pointer events may arrive faster than frames. */
	const latestCamera = useRef(camera);
	latestCamera.current = camera;

	// biome-ignore lint/correctness/useExhaustiveDependencies: an image of another size is fitted anew; one of the same size keeps the camera.
	useLayoutEffect(() => setMoved(INITIAL_CAMERA), [width, height, paneCount]);
	// biome-ignore lint/correctness/useExhaustiveDependencies: two panes share the space of one.
	useLayoutEffect(() => {
		const [element, root] = [stage.current, dialog.current?.parentElement];
		if (!element || !root) return undefined;
		const measure = (): void => {
			const box = root.getBoundingClientRect();
			for (const side of ["left", "top", "width", "height"] as const) {
				if (dialog.current) dialog.current.style[side] = `${box[side]}px`;
			}
			const { clientWidth, clientHeight } = element.firstElementChild ?? element;
			setView({ width: clientWidth, height: clientHeight });
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(root);
		observer.observe(element);
		return () => observer.disconnect();
	}, [paneCount]);

	const move = (request: CameraRequest): void => {
		latestCamera.current = applyRequest(latestCamera.current, request, scene, view);
		setMoved(latestCamera.current);
	};
	const zoomBy = (factor: number, at?: PanePoint): void =>
		move({ type: "zoomTo", zoom: latestCamera.current.zoom * factor, ...(at ? { at } : {}) });
	/** Between the fitted image and 100 %. At a point it always zooms in, even if the fitted zoom is above 100 %. */
	const toggleFit = (at?: PanePoint): void => {
		const zoomIn = {
			type: "zoomTo",
			...(at ? { zoom: Math.max(1, 2 * latestCamera.current.zoom), at } : { zoom: 1 }),
		} as const;
		move(latestCamera.current.isFitted ? zoomIn : { type: "fit" });
	};
	return { camera, latestCamera, size: { width, height }, move, zoomBy, toggleFit };
}

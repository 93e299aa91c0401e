// One image in the lightbox, seen through a camera that two panes may share. Mouse and fingers pan and zoom; a swipe on a
// fitted image steps to the next one.
import type { PointerEvent, RefObject } from "react";
import type { Camera, Fingers } from "../../editor/parts";
import { useTranslate } from "../i18n/locale";
import type { CameraRequest } from "./lightboxCamera";
import type { ShownImage } from "./useLightboxImages";
import type { PanePoint } from "./useZoomGestures";

/** The pressed pointers of all panes together. */
export interface PointerState {
	readonly fingers: Fingers;
	/** The pane where the first pointer was pressed. All points are relative to it. */
	origin: Element;
	/** The start of a single finger's swipe on a fitted image. */
	swipeStart: PanePoint | null;
}

interface ImagePaneProps {
	readonly shown: ShownImage;
	/** The size that the image fills, in the camera's pixels. */
	readonly size: { readonly width: number; readonly height: number };
	readonly camera: Camera;
	/** Up to date between renders, because pointer events may arrive faster than frames. */
	readonly latestCamera: RefObject<Camera>;
	readonly pointers: PointerState;
	readonly name: string | undefined;
	readonly onCamera: (request: CameraRequest) => void;
	readonly onToggleFit: (at: PanePoint) => void;
	readonly onSwipe: (step: 1 | -1) => void;
}

/** From this zoom on, the image's pixels are drawn as squares. */
const PIXELATED_ZOOM = 4;
/** The shortest swipe, in CSS pixels. */
const SWIPE_DISTANCE = 60;

export function ImagePane(props: ImagePaneProps) {
	const { shown, size, camera, latestCamera, pointers, name, onCamera, onToggleFit, onSwipe } = props;
	const t = useTranslate();
	const { fingers } = pointers;
	const { task, loaded } = shown;
	const onPointerEnd = (event: PointerEvent): void => {
		fingers.release(event.pointerId, event.timeStamp);
		const start = pointers.swipeStart;
		pointers.swipeStart = null;
		if (!start || event.type !== "pointerup") return;
		const { x, y } = pointIn(pointers.origin, event);
		if (Math.abs(x - start.x) > Math.max(SWIPE_DISTANCE, 2 * Math.abs(y - start.y))) onSwipe(x < start.x ? 1 : -1);
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the dialog handles the keys.
		<div
			className="hfis-lightbox-pane"
			onPointerDown={(event) => {
				if (event.button > 1) return;
				event.currentTarget.setPointerCapture(event.pointerId);
				// The first pointer. The end of an earlier gesture may not have been reported.
				if (event.isPrimary) {
					fingers.clear();
					pointers.origin = event.currentTarget;
				}
				fingers.press(event.pointerId, pointIn(pointers.origin, event), event.timeStamp);
				const canSwipe = event.pointerType === "touch" && fingers.count === 1 && latestCamera.current.isFitted;
				pointers.swipeStart = canSwipe ? pointIn(pointers.origin, event) : null;
			}}
			onPointerMove={(event) => {
				fingers.move(event.pointerId, pointIn(pointers.origin, event));
				const request = fingers.has(event.pointerId) ? fingers.request() : null;
				if (request && !pointers.swipeStart) onCamera(request);
			}}
			onPointerUp={onPointerEnd}
			onPointerCancel={onPointerEnd}
			onDoubleClick={(event) => onToggleFit(pointIn(event.currentTarget, event))}
		>
			{loaded.url ? (
				<img
					src={loaded.url}
					alt={t("tasks.pictureAlt", { prompt: task.prompt })}
					decoding="sync"
					draggable={false}
					style={{
						width: size.width * camera.zoom,
						height: size.height * camera.zoom,
						transform: `translate(${camera.left}px, ${camera.top}px)`,
						imageRendering: camera.zoom >= PIXELATED_ZOOM ? "pixelated" : "auto",
					}}
				/>
			) : (
				<p>{t("tasks.pictureMissing")}</p>
			)}
			{name ? <span className="hfis-lightbox-name">{name}</span> : null}
		</div>
	);
}

function pointIn(pane: Element, { clientX, clientY }: Pick<PointerEvent, "clientX" | "clientY">): PanePoint {
	const { left, top } = pane.getBoundingClientRect();
	return { x: clientX - left, y: clientY - top };
}

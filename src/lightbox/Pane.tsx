// One picture, looked at through a camera that may be another pane's too. Fingers and mouse move it.
import type { PointerEvent, RefObject } from "react";
import type { Camera, Fingers } from "../../editor";
import { useTranslate } from "../i18n/locale";
import type { Shown } from "./useWalk";
import type { Request } from "./view";

/** The fingers on all panes together, and where the first of them was put: that is what their places are counted from. */
export interface Hand {
	readonly fingers: Fingers;
	on: Element;
	/** Where a single finger began on a picture that nothing of is out of view. */
	swipe: { readonly x: number; readonly y: number } | null;
}

interface PaneProps {
	readonly shown: Shown;
	/** What the picture fills, in the camera's pixels. */
	readonly size: { readonly width: number; readonly height: number };
	readonly camera: Camera;
	/** As it is now: events may come faster than it is drawn. */
	readonly now: RefObject<Camera>;
	readonly hand: Hand;
	readonly name: string | undefined;
	readonly onLook: (request: Request) => void;
	readonly onToggle: (at: { readonly x: number; readonly y: number }) => void;
	readonly onSwipe: (step: 1 | -1) => void;
}

/** Each of its pixels is seen as a square. */
const PIXELATED = 4;
/** CSS pixels that a finger goes for the next picture. */
const SWIPE = 60;

export function Pane({ shown, size, camera, now, hand, name, onLook, onToggle, onSwipe }: PaneProps) {
	const t = useTranslate();
	const { fingers } = hand;
	const { task, picture } = shown;
	const lift = (event: PointerEvent): void => {
		fingers.release(event.pointerId, event.timeStamp);
		const from = hand.swipe;
		hand.swipe = null;
		if (!from || event.type !== "pointerup") return;
		const { x, y } = pointIn(hand.on, event);
		if (Math.abs(x - from.x) > Math.max(SWIPE, 2 * Math.abs(y - from.y))) onSwipe(x < from.x ? 1 : -1);
	};
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the keys for it are the dialog's.
		<div
			className="hfis-lightbox-pane"
			onPointerDown={(event) => {
				if (event.button > 1) return;
				event.currentTarget.setPointerCapture(event.pointerId);
				// The first there is; of one before nothing may have been heard any more.
				if (event.isPrimary) {
					fingers.clear();
					hand.on = event.currentTarget;
				}
				fingers.press(event.pointerId, pointIn(hand.on, event), event.timeStamp);
				const canSwipe = event.pointerType === "touch" && fingers.count === 1 && now.current.isFitted;
				hand.swipe = canSwipe ? pointIn(hand.on, event) : null;
			}}
			onPointerMove={(event) => {
				fingers.move(event.pointerId, pointIn(hand.on, event));
				const request = fingers.has(event.pointerId) ? fingers.request() : null;
				if (request && !hand.swipe) onLook(request);
			}}
			onPointerUp={lift}
			onPointerCancel={lift}
			onDoubleClick={(event) => onToggle(pointIn(event.currentTarget, event))}
		>
			{picture.url ? (
				<img
					src={picture.url}
					alt={t("tasks.pictureAlt", { prompt: task.prompt })}
					decoding="sync"
					draggable={false}
					style={{
						width: size.width * camera.zoom,
						height: size.height * camera.zoom,
						transform: `translate(${camera.left}px, ${camera.top}px)`,
						imageRendering: camera.zoom >= PIXELATED ? "pixelated" : "auto",
					}}
				/>
			) : (
				<p>{t("tasks.pictureMissing")}</p>
			)}
			{name ? <span className="hfis-lightbox-name">{name}</span> : null}
		</div>
	);
}

function pointIn(pane: Element, { clientX, clientY }: Pick<PointerEvent, "clientX" | "clientY">) {
	const { left, top } = pane.getBoundingClientRect();
	return { x: clientX - left, y: clientY - top };
}

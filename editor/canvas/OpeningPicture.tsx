// A thumbnail at the place where the picture that is being opened will be, until the canvas has drawn it.
import { type ReactNode, useEffect, useState } from "react";
import { encloseRects, type Rect, rectOf, type Size } from "../raster";
import { fitCamera } from "../state/camera";

/** The picture that is being opened, as far as it is known before its file is read. */
export interface Opening extends Size {
	/** The edit frame, by which the view is fitted as well. */
	readonly frame: Rect | null;
	/** Fills the element that it is in. */
	readonly thumbnail: ReactNode;
}

/** Frames after the canvas is there, in which it draws the picture. */
const DRAWING_FRAMES = 3;

export function OpeningPicture({ opening, view }: { readonly opening: Opening; readonly view: Size }) {
	const picture = rectOf(opening);
	const fit = opening.frame === null ? picture : encloseRects(picture, opening.frame);
	const { zoom, left, top } = fitCamera({ fit, all: fit }, view);
	const box = { left, top, width: opening.width * zoom, height: opening.height * zoom };
	return (
		<div className="hfis-viewport-opening" style={box} aria-hidden="true">
			{opening.thumbnail}
		</div>
	);
}

/** The picture that is being opened, and still while the canvas draws it for the first time. */
export function useOpeningPicture(opening: Opening | null, isCanvasShown: boolean): Opening | null {
	const [latest, setLatest] = useState<Opening | null>(null);
	if (!isCanvasShown && opening !== latest) setLatest(opening);
	useEffect(() => {
		if (!isCanvasShown || latest === null) return;
		let left = DRAWING_FRAMES;
		let frame = requestAnimationFrame(function wait() {
			if (--left <= 0) setLatest(null);
			else frame = requestAnimationFrame(wait);
		});
		return () => cancelAnimationFrame(frame);
	}, [isCanvasShown, latest]);
	return latest;
}

// Pictures that are placed on the canvas: references, and parts of the edited picture.
import type { Rect, Size } from "../raster";

/** A placed picture: a reference that is sent beside the edited picture, or a part of that picture. */
export interface ReferenceLayer {
	readonly id: string;
	/** The ImageStore id of the imported file. */
	readonly image: string;
	readonly name: string;
	/**
	 * The rectangle that its shown part is scaled to, before rotation. In picture pixels, with fractions. Absent fields below
	 * have their defaults.
	 */
	readonly place: Rect;
	readonly opacity: number;
	readonly isVisible: boolean;
	/** Degrees clockwise about the centre of `place`, above -180 and up to 180. Default: 0. */
	readonly angle?: number;
	/** Mirrored left to right, or top to bottom, before rotation. Default: false. */
	readonly isFlippedX?: boolean;
	readonly isFlippedY?: boolean;
	/** The part that is shown, in pixels of the source picture, with fractions. Default: all of it. */
	readonly crop?: Rect;
	/** A locked reference is neither moved nor changed; it is still shown and sent. Default: false. */
	readonly isLocked?: boolean;
	/**
	 * True: where it lies on the canvas it is drawn into the picture that is sent and exported. False: it is sent as a
	 * reference image, and only shown. Default: false.
	 */
	readonly isPart?: boolean;
}

/** A placed picture as it was drawn into the picture. */
export interface DrawnPart
	extends Pick<ReferenceLayer, "place" | "opacity" | "angle" | "isFlippedX" | "isFlippedY" | "crop"> {
	readonly name: string;
	/** The size of the canvas of that time, at whose edges it ends. */
	readonly canvas: Size;
}

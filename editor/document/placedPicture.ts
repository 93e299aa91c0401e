// Pictures that are placed on the canvas: references, and parts of the edited picture.
import type { BlendMode, Rect, Size } from "../raster";

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
	/** The blend mode of a part of the picture. A reference is sent as it is. Default: "normal". */
	readonly blend?: BlendMode;
	/**
	 * The mask of a part of the picture: the ImageStore id of a PNG as large as the source picture, whose alpha is the share that is
	 * shown. It belongs to the source's pixels, so that it moves, turns and scales with the object. Default: all is shown.
	 */
	readonly coverage?: string;
}

/** A placed picture as it was drawn into the picture. */
export interface DrawnPart
	extends Pick<
		ReferenceLayer,
		"place" | "opacity" | "angle" | "isFlippedX" | "isFlippedY" | "crop" | "blend" | "coverage"
	> {
	readonly name: string;
	/** The size of the canvas of that time, at whose edges it ends. */
	readonly canvas: Size;
}

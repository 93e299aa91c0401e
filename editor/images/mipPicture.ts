// A decoded picture with its smaller copies for display.
import type { RgbaImage } from "../raster";

export interface MipPicture extends RgbaImage {
	/** Half, quarter, … of the size. */
	readonly mip: readonly RgbaImage[];
}

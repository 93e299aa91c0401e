// The result of decoding a picture of any format.
import type { RgbaImage } from "../../raster";

/** A loss in decoding that the user is told about. */
export type SampleNote = "reduced-to-8-bit" | "converted-profile" | "first-frame" | "damaged-file";

/** Upright and in sRGB. */
export interface Samples extends RgbaImage {
	readonly notes: readonly SampleNote[];
}

// What decoding any format results in.
import type { RgbaImage } from "../../raster";

/** What of the file could not be kept. */
export type SampleNote = "reduced-to-8-bit" | "converted-profile";

/** Upright, sRGB. */
export interface Samples extends RgbaImage {
	readonly notes: readonly SampleNote[];
}

// What decoding any format results in.
import type { RgbaLevel } from "../../raster";

/** What of the file could not be kept. */
export type SampleNote = "reduced-to-8-bit" | "converted-profile";

/** Upright, sRGB. */
export interface Samples extends RgbaLevel {
	readonly notes: readonly SampleNote[];
}

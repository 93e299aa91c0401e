// Selections by content: pure functions of a picture's samples, one file a kind.
export * from "./borderColours";
export * from "./colourRange";
export { type ColourRegionInput, colourRegion } from "./colourRegion";
export { deltaE, labOf } from "./lab";
export { type LiveWireInput, liveWire } from "./liveWire";
export { type MaskRegionInput, maskRegion } from "./maskRegion";
export { type PictureSamples, pictureSamples, remembered } from "./samples";

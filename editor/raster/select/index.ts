// Selections by content: pure functions of a picture's samples, one file a kind.
export * from "./borderColours";
export * from "./colourRange";
export { colourRegion } from "./colourRegion";
export { deltaE, labOf, srgbToLinear } from "./lab";
export { liveWire } from "./liveWire";
export { maskRegion } from "./maskRegion";
export { type PictureSamples, pictureSamples, remembered } from "./samples";

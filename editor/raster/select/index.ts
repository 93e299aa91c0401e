// Selections by content: pure functions of a picture's samples, one file a kind.
export * from "./colourRegion";
export { type PictureSamples, pictureSamples, remembered } from "./samples";

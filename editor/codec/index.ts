// The room's door.
export { readFile } from "./decode/limits";
export { decodePicture, decodeSamples, type ImportedPicture, UnsupportedHere } from "./decode/picture";
export { encodePicture } from "./encode/picture";
export { checkMaskPng, encodeMaskPng, encodeMaskPngWithin } from "./png";

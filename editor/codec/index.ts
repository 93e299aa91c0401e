// The room's door.
export { readFile } from "./decode/limits";
export { decodePicture, decodeSamples, encodePicture, type ImportedPicture, UnsupportedHere } from "./decode/picture";
export { checkMaskPng, encodeMaskPng, encodeMaskPngWithin } from "./png";

// The room's door.
export { readFile } from "./decode/limits";
export { decodePicture, decodeSamples, type ImportedPicture } from "./decode/picture";
export { encodeGrey, encodePicture } from "./encode/picture";
export { checkMaskPng, encodeMaskPngWithin } from "./png";

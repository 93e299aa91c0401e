// The room's door.
export { inflate } from "./decode/inflate";
export { decodePicture, decodeSamples, type ImportedPicture } from "./decode/picture";
export { encodeGrey, encodePicture } from "./encode/picture";
export { checkMaskPng, encodeMaskPngWithin } from "./png";

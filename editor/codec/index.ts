// The room's door.
export { type Codec, createCodec } from "./decode/codec";
export { decodePicture, encodePicture, type ImportedPicture, UnsupportedHere } from "./decode/picture";
export { checkMaskPng, encodeMaskPng } from "./png";

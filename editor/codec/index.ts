// The room's door.
export { type Codec, createCodec } from "./decode/codec";
export type { ImportedPicture } from "./decode/jobs";
export { checkMaskPng, encodeMaskPng } from "./png";

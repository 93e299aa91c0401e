// The public interface of the codec.
export { checkPicture } from "./decode/checkPicture";
export { decodePicture, decodeSamples, decodeTolerantly, type ImportedPicture } from "./decode/decodePicture";
export { describePictureFile, isPictureFileDamaged } from "./decode/describeFile";
export { hasIgnoredOrientation } from "./decode/fileOrientation";
export { inspectForDisplay } from "./decode/inspectForDisplay";
export { assertWithinFileLimit, assertWithinLimits, readFile } from "./decode/limits";
export { decodeForDisplay, importBitmap } from "./decode/openForDisplay";
export { readUprightSize } from "./decode/uprightSize";
export { encodeBands, encodeGreyPng, encodePicture } from "./encode/encodePicture";
export { encodeMaskPngWithin } from "./encode/maskPng";
export type { EncodeOptions } from "./encode/pictureBands";
export { detectImageType, readImageHeader } from "./header/imageHeader";
export { addPictureTexts, type PictureTexts, readPictureTexts } from "./metadata/pictureTexts";
export { makeOutgoingPicture } from "./outgoing/outgoingPicture";
export { checkMaskPng } from "./png";
export { nextTask } from "./zlib/eventLoop";
export { inflate } from "./zlib/inflate";

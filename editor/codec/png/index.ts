// Reading and writing PNG: pure, without DOM and without the document.
export { checkMaskPng, type Inflate } from "./checkMaskPng";
export * from "./chunks";
export { pngLayout } from "./layout";
export { EDIT_PIXEL, KEEP_PIXEL, maskRowBands } from "./maskRows";
export { RowFilter } from "./rowFilter";
export { RowReader } from "./rowReader";
export { type Colour16Converter, createRowUnpacker, roundTo8Bit } from "./rowUnpacker";
export { encodeMaskPng, encodeRunLengthMask, MASK_PNG_OVERHEAD, writeMaskPng } from "./runLengthMask";

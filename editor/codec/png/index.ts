// The pure part of the codec: no DOM, no document.
export { checkMaskPng, type Inflate } from "./checkMaskPng";
export * from "./chunks";
export { RowFilter } from "./filterRow";
export { pngLayout } from "./layout";
export { encodeMaskPng, encodeMaskPngWithin } from "./maskPng";
export { RowReader } from "./rows";
export { roundedColour, rowSpread, type WideColour } from "./spread";

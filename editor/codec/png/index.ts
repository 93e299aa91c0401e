// The pure part of the codec: no DOM, no document.
export { checkMaskPng } from "./checkMaskPng";
export * from "./chunks";
export { encodeMaskPng } from "./maskPng";

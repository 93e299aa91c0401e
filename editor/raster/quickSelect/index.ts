// Quick select: rough strokes, and masks of a segmentation model, become selections that follow edges.
export { type ObjectMaskInput, objectMask } from "./objectMask";
export { planeSelection } from "./planeSelection";
export { quickSelect } from "./quickSelect";
export { appendPoints, type RoughStroke } from "./roughStroke";

// Quick select: rough strokes become selections that follow edges.
export { planeSelection } from "./planeSelection";
export { quickSelect } from "./quickSelect";
export { appendPoints, type RoughStroke } from "./roughStroke";

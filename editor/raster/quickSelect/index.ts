// Quick select: rough strokes become selections that follow edges.
export { planeFactor } from "./labPlane";
export { planeSelection } from "./planeSelection";
export { type QuickSelectInput, quickSelect } from "./quickSelect";
export { appendPoints, type RoughStroke } from "./roughStroke";

// Public interface of editor/raster/adjust.
export * from "./adjustment";
export { type AdjustmentPass, adjustPixels } from "./adjustPixels";
export { curveTable, STRAIGHT, sortedPoints } from "./curves";
export { brightnessCounts } from "./histogram";
export { ADJUSTMENTS, compileAdjustment, findAdjustment, reachOfAll, scaleAdjustment } from "./registry";

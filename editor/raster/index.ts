// Public interface of editor/raster: coverage tiles, strokes, shapes, mask operations. It imports no other room.
export { averageTile, MAX_TILE_LEVEL } from "./averageTile";
export * from "./combine";
export * from "./copyPixels";
export * from "./coverage";
export * from "./coverageFromSamples";
export * from "./cropCoverage";
export * from "./detectMaskPolarity";
export * from "./measure";
export * from "./mip";
export * from "./morphology";
export * from "./polygon";
export * from "./rectCoverage";
export * from "./rects";
export * from "./shapes";
export * from "./steps";
export * from "./stroke";

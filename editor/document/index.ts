// Public interface of editor/document: the immutable document tree, its commands, history and stored form.
export * from "./branchDocument";
export { canvasWithResult, splitCoverage, wholeCoverage, wholePictureRect } from "./canvasCommands";
export * from "./commands";
export * from "./document";
export * from "./editRecord";
export * from "./guideSnapping";
export * from "./guides";
export * from "./history";
export * from "./objectGeometry";
export * from "./objectSelection";
export * from "./referenceProperties";
export * from "./regionNotes";
export * from "./savedDocument";
export * from "./serialization";
export * from "./snapping";
export * from "./straighten";

// Public interface of editor/document: the immutable document tree, its commands, history and stored form.

export * from "./adjustmentCommands";
export * from "./adjustmentLayer";
export * from "./adjustments";
export * from "./annotation";
export * from "./annotationCommands";
export * from "./blendIn";
export * from "./branchDocument";
export { canvasWithResult, placedReference, splitCoverage, wholeCoverage, wholePictureRect } from "./canvasCommands";
export * from "./commands";
export * from "./document";
export * from "./editRecord";
export * from "./guideSnapping";
export * from "./guides";
export * from "./history";
export * from "./objectClipboard";
export * from "./objectGeometry";
export * from "./objectSelection";
export * from "./partLayers";
export * from "./placedObject";
export * from "./placedPicture";
export * from "./referenceProperties";
export * from "./regionNotes";
export * from "./savedDocument";
export * from "./serialization";
export * from "./snapping";
export * from "./storedMask";
export * from "./straighten";

// The public interface of the planning of edits.

export * from "./answerRows";
export * from "./compose/drawImageOver";
export * from "./compose/partMask";
export * from "./compose/renderReference";
export * from "./editMasks";
export * from "./editPlan";
export * from "./extractSource";
export * from "./legalSizes";
export * from "./locateInSent";
export * from "./measureDrift";
export * from "./measureShift";
export * from "./measureTone";
export * from "./pasteBack";
export * from "./planAreas";
export * from "./proposeChange";
export * from "./sizePresets";
export * from "./sizeRules";

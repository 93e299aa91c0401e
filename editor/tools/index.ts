// Public interface of editor/tools: tools, actions, mask operations, options and shortcuts. It imports only document and
// raster.
export * from "./action";
export { acceptedPartResult, changeSensitivity } from "./actions/acceptedPart";
export { backdropOf } from "./actions/backdrop";
export { setBrushOpacity } from "./actions/brush";
export { compareWith } from "./actions/compare";
export { releaseObjectMask, takeObjectMask } from "./actions/objects/mask";
export { arePartsSelected, blendObject, togglePart } from "./actions/objects/part";
export { changePasteEdge, pasteEdgeOptions, pasteEdges, pasteEdgeValues, pasteOptions } from "./actions/pasteEdges";
export { isStripBeside } from "./actions/resultDock";
export { candidateIds, showCandidate, shownCandidate, shownResult } from "./actions/results";
export { STORED_MASK_ACTIONS } from "./actions/storedMasks";
export { areGuidesLocked, areGuidesShown, areRulersShown, isMinimapShown } from "./actions/viewAids";
export { annotationTool } from "./annotate";
export { type AnnotationField, annotationFields } from "./annotate/annotationFields";
export {
	COLOUR_SETTINGS,
	recentColours,
	SWATCHES,
	withForeground,
} from "./colour/foreground";
export { EDITOR_KEYS } from "./editorKeys";
export { eraser } from "./eraser";
export { frameSentArea, resetFrameSpace } from "./frame";
export { FRAME_HANDLES, frameSnapLines } from "./frameGeometry";
export { GENERAL_SETTINGS, TOUCH_DRAWING_LABEL } from "./generalSettings";
export * from "./keyFile";
export * from "./keymap";
export { type BoxNumber, boxNumbers, type MaskBox } from "./maskBox";
export { maskBoxOf } from "./maskTransform";
export { type ObjectNumbers, objectNumbers, setObjectNumber } from "./objects/objectNumbers";
export { objectHandles } from "./objects/selectionBox";
export { objectTool } from "./objectTool";
export * from "./option";
export * from "./registry";
export * from "./setMaskTiles";
export { COMBINE_MODES, MODE } from "./shapeMode";
export { applyShapeNumbers, hasShapeNumbers } from "./shapeNumbers";
export * from "./shortcut";
export * from "./tool";
export * from "./toolGroups";

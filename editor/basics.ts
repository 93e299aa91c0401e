// A door for the studio: parts that need neither session nor canvas: errors, ids, sizes, keys, dragged files. It imports them
// where it must not evaluate the whole editor: before its first paint.
export { overlapsRect } from "./document/objectGeometry";
export { sentReferences } from "./document/partLayers";
export { EditorError } from "./editorError";
export { describeEditorError } from "./errorStrings";
export { mayHoldFiles } from "./input/draggedFiles";
export { makeId } from "./makeId";
export type { EditPlan } from "./plan";
export { nearestLegalSize } from "./plan/legalSizes";
export { presetSize, SIZE_TIERS, type SizeTier } from "./plan/sizePresets";
export { FLEXIBLE_SIZES, isLegalSize, parseSize, type SizeRules, sizeName } from "./plan/sizeRules";
export { remedyOf } from "./remedies";
export { type CustomKeys, type KeyBinding, keysOf } from "./tools/keymap";
export { describeShortcut, type KeyPress, shortcutOf } from "./tools/shortcut";

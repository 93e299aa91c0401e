// Public interface of the editor. An embedding program imports only this file.
import "../ui/ui.css";
import "./editor.css";

export { checkPicture } from "./codec";
export { createEditor } from "./createEditor";
export { overlapsRect } from "./document";
export { mayHoldFiles } from "./input/dropAndPaste";
export { Fingers } from "./input/touchGestures";
export { makeId } from "./makeId";
export { EditorView } from "./panels/EditorView";
export type { ShortcutHelp } from "./panels/ShortcutSheet";
export {
	type EditPlan,
	FLEXIBLE_SIZES,
	isLegalSize,
	nearestLegalSize,
	parseSize,
	presetSize,
	SIZE_TIERS,
	type SizeRules,
	type SizeTier,
	sizeName,
} from "./plan";
export { remedyOf } from "./remedies";
export type { PendingResult, ResultRequest, ResultSource } from "./resultSource";
export { type Camera, fitCamera, moveCamera, type Scene, UNTURNED } from "./state/camera";
export { describeEditorError, describePictureNote } from "./strings";
export { GENERAL_SETTINGS, type Option, TOUCH_DRAWING_LABEL } from "./tools";
export * from "./types";

// Public interface of the editor, which packages/editor publishes. An embedding program imports only this file; what only the
// studio needs has doors of its own: basics.ts, parts.ts, imageHeader.ts, outgoingPicture.ts and layerPixels.ts.
import "../ui/ui.css";
import "./editor.css";

export type { Opening } from "./canvas/OpeningPicture";
export { createEditor, type EditorOptions } from "./createEditor";
export { describeEditorError, describePictureNote } from "./errorStrings";
export { EditorView, type EditorViewProps } from "./panels/EditorView";
export type { ShortcutHelp } from "./panels/ShortcutSheet";
export { FLEXIBLE_SIZES } from "./plan/sizeRules";
export type {
	GeneratedPicture,
	PartialResult,
	PendingResult,
	ResultPrompt,
	ResultRequest,
	ResultSource,
} from "./resultSource";
export type { ObjectCandidate, SegmentationPrompt, SegmentationSource } from "./segmentationSource";
export { describeStep } from "./stepStrings";
export * from "./types";

// Public interface of the editor. An embedding program imports only this file.
import "../ui/ui.css";
import "./editor.css";

export * from "./basics";
export { checkPicture } from "./codec";
export { createEditor } from "./createEditor";
export { Fingers } from "./input/touchGestures";
export { EditorView } from "./panels/EditorView";
export type { GeneratedPicture, PartialResult, PendingResult, ResultRequest, ResultSource } from "./resultSource";
export { type Camera, fitCamera, moveCamera, type Scene, UNTURNED } from "./state/camera";
export { GENERAL_SETTINGS, type Option, TOUCH_DRAWING_LABEL } from "./tools";
export * from "./types";

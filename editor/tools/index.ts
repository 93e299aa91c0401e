// The room's door.
export * from "./action";
export { exactOpacity } from "./actions/brushSize";
export { changeEdges, EDGES, edgeOptions, edgeValues, pasteWishes } from "./actions/edges";
export { shownResult } from "./actions/results";
export { takenResult } from "./actions/taking";
export { FRAME_HANDLES, handlePoint } from "./frameGeometry";
export { FINGER_LABEL, GENERAL_SETTINGS } from "./general";
export * from "./maskCommand";
export * from "./option";
export * from "./registry";
export * from "./shortcut";
export * from "./tool";

// A door for the studio: parts of the editor that it uses outside the canvas. The published package does not have them.
export { checkPicture } from "./codec";
export { Fingers } from "./input/touchGestures";
export { type Camera, fitCamera, moveCamera, type Scene, UNTURNED } from "./state/camera";
export { GENERAL_SETTINGS, type Option, TOUCH_DRAWING_LABEL } from "./tools";

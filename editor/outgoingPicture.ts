// A door to the editor for code without an interface: the file that leaves for a picture file, and the error of a picture
// that cannot leave.
export { makeOutgoingPicture } from "./codec";
export { EditorError } from "./editorError";

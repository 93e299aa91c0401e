// A second door to the editor, for code without an interface: type, size and orientation from the first bytes of a file.
export { detectImageType, readImageHeader } from "./codec";

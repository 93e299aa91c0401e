// A door to the editor for code without an interface: the texts that picture files carry about themselves.
export { addPictureTexts, type PictureTexts, readPictureTexts } from "./codec";

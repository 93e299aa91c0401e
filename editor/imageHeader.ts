// A second door to the editor, for code without an interface: type, size, orientation and condition from a file's bytes.
export {
	assertWithinFileLimit,
	describePictureFile,
	detectImageType,
	isPictureFileDamaged,
	readImageHeader,
} from "./codec";

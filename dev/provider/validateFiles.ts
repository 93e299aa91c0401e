// Validates the uploaded pictures and the mask by their content types, sizes and headers. Pure.
import { isPictureFileDamaged } from "../../editor/codec/decode/describeFile";
import { type ImageHeader, readImageHeader } from "../../editor/codec/header/imageHeader";
import { imageError, missingParameter, ProviderError } from "./envelope";

export interface UploadedFile {
	/** Name of the multipart field: image, image[] or mask. */
	readonly field: string;
	readonly fileName: string;
	readonly contentType: string;
	readonly bytes: Uint8Array;
}

export interface CheckedFiles {
	readonly images: readonly (UploadedFile & { readonly header: ImageHeader })[];
	readonly mask: UploadedFile | undefined;
}

export const MAX_IMAGES = 16;
export const MAX_IMAGE_BYTES = 50 * 1024 * 1024;
/** The limit of the API reference; the guide states a larger one. The strict limit reveals clients that exceed it. */
export const MAX_MASK_BYTES = 4 * 1024 * 1024;
const TYPES = ["image/jpeg", "image/png", "image/webp"];

export function checkFiles(files: readonly UploadedFile[]): CheckedFiles {
	const images = files.filter(({ field }) => field === "image" || field === "image[]");
	const masks = files.filter(({ field }) => field === "mask");
	if (images.length === 0) throw missingParameter("image");
	if (images.length > MAX_IMAGES) {
		throw new ProviderError(
			`Invalid 'image': array too long. Expected an array with maximum length ${MAX_IMAGES}, but got an array with length ${images.length} instead.`,
			"array_above_max_length",
			"image",
		);
	}
	for (const file of images) checkContentType(file, "image", TYPES);
	const checked = images.map((file, index) => {
		checkByteLength(file, "image", MAX_IMAGE_BYTES, "50MB");
		const header = readImageHeader(file.bytes);
		// The content decides, not the declared type, which must agree with it.
		if (header) checkContentType({ ...file, contentType: header.contentType }, "image", TYPES);
		if (header?.contentType !== file.contentType || isPictureFileDamaged(file.bytes)) throw invalidImage(index);
		return { ...file, header };
	});
	const [mask, second] = masks;
	if (second) throw new ProviderError("Invalid type for 'mask': expected one file.", "invalid_type", "mask");
	if (mask) checkMask(mask, checked[0]?.header);
	return { images: checked, mask };
}

export const invalidImage = (index: number) =>
	imageError(
		`Invalid image file or mode for image ${index + 1}, please check your image file.`,
		"invalid_image_file",
		"image",
	);

function checkMask(mask: UploadedFile, target: ImageHeader | undefined): void {
	checkContentType(mask, "mask", ["image/png"]);
	checkByteLength(mask, "mask", MAX_MASK_BYTES, "4MB");
	const header = readImageHeader(mask.bytes);
	const refuse = (why: string) => imageError(`Invalid mask image format - ${why}`, "invalid_mask_image_format", "mask");
	if (header?.contentType !== "image/png" || isPictureFileDamaged(mask.bytes))
		throw refuse("mask image is not a PNG file");
	if (!header.hasAlpha) throw refuse("mask image missing alpha channel");
	if (header.width !== target?.width || header.height !== target.height) {
		throw refuse("mask size does not match image size");
	}
}

function checkContentType(file: UploadedFile, param: string, supported: readonly string[]): void {
	if (supported.includes(file.contentType)) return;
	throw new ProviderError(
		`Invalid file '${param}': unsupported mimetype ('${file.contentType}'). Supported file formats are ${supported
			.map((type) => `'${type}'`)
			.join(", ")}.`,
		"unsupported_file_mimetype",
		param,
	);
}

function checkByteLength(file: UploadedFile, param: string, limit: number, name: string): void {
	if (file.bytes.length < limit) return;
	throw imageError(`Invalid file '${param}': the file must be less than ${name}.`, "file_too_large", param);
}

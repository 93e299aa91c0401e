// Reads pictures from data URLs in JSON: images[] and mask of edits, and the input images of the Responses API. Pure.
// Other URLs are refused, because this server downloads nothing; file ids are unknown, because it stores no uploads.
import { invalidType, missingParameter, ProviderError } from "./envelope";
import { MAX_IMAGES, type UploadedFile } from "./validateFiles";

/** The live API's limit for one URL, data URLs included. */
const MAX_ADDRESS_CHARS = 20_971_520;

export function readJsonImages({ images, mask }: Readonly<Record<string, unknown>>): UploadedFile[] {
	if (images === undefined) throw missingParameter("images");
	if (!Array.isArray(images)) throw invalidType("images", "an array");
	if (images.length === 0) {
		throw new ProviderError("Invalid 'images': empty array. Expected a non-empty array.", "empty_array", "images");
	}
	// validateFiles.ts refuses too many images, so at most one above the limit has to be read.
	const read = images.slice(0, MAX_IMAGES + 1).map((image, index) => readPicture(image, `images[${index}]`, "image[]"));
	// A null mask counts as none.
	return mask === undefined || mask === null ? read : [...read, readPicture(mask, "mask", "mask")];
}

/** The value has image_url or file_id, but not both. */
export function readPicture(value: unknown, param: string, field: string): UploadedFile {
	if (typeof value !== "object" || value === null) throw invalidType(param, "an object");
	const { image_url: address, file_id: fileId } = value as Record<string, unknown>;
	if ((address === undefined) === (fileId === undefined)) {
		throw new ProviderError(`Exactly one of '${param}.image_url' and '${param}.file_id' is needed.`, null, param);
	}
	if (fileId !== undefined) throw new ProviderError(`No file with id '${fileId}' found.`, null, `${param}.file_id`);
	if (typeof address !== "string") throw invalidType(`${param}.image_url`, "a string");
	if (address.length > MAX_ADDRESS_CHARS) {
		throw new ProviderError(
			`Invalid '${param}.image_url': string too long. Expected a string with maximum length ${MAX_ADDRESS_CHARS}.`,
			"string_above_max_length",
			`${param}.image_url`,
		);
	}
	const [, contentType = "", base64 = ""] = /^data:([^;,]+);base64,(.*)$/s.exec(address) ?? [];
	if (!base64) {
		throw new ProviderError(`Invalid '${param}.image_url': expected a base64 data URL.`, "invalid_value", param);
	}
	return { field, fileName: param, contentType, bytes: new Uint8Array(Buffer.from(base64, "base64")) };
}

// Checks the inputs of an edit before it is sent to the managed gateway; for custom endpoints the backend does the
// same. Masks are decoded by the backend if there is one, else by the browser.
import { detectImageType, readImageHeader } from "../../editor/imageHeader";
import type { Backend } from "../host/backend";
import { StudioError } from "../host/errors";
import type { InputPicture } from "./types";

const MAX_MASK_BYTES = 4 * 1024 * 1024;
const MAX_IMAGE_BYTES = 50 * 1024 * 1024;
const MAX_IMAGES = 16;
const HEAD_BYTES = 65_536;

/** At most 16 images, none over 50 MB, each with the declared type. */
export async function checkPictures(images: readonly InputPicture[]): Promise<void> {
	if (images.length > MAX_IMAGES) {
		throw refusal("field_invalid", `images must be at most ${MAX_IMAGES}`, { field: "images", limit: MAX_IMAGES });
	}
	for (const { blob } of images) {
		const [size_bytes, limit_bytes] = [blob.size, MAX_IMAGE_BYTES];
		if (size_bytes === 0) throw refusal("image_empty", "a picture has zero bytes");
		if (size_bytes > limit_bytes)
			throw refusal("image_too_large", "a picture is over 50 MB", { size_bytes, limit_bytes });
		const [declared, actual] = [blob.type, detectImageType(await headOf(blob))];
		if (!actual || actual === "image/gif") throw refusal("image_not_an_image", "an input is not a picture");
		if (declared !== actual) throw refusal("image_type_mismatch", `declared ${declared}`, { declared, actual });
	}
}

export async function checkMask(
	target: InputPicture,
	editMask: InputPicture,
	allowEverything: boolean,
	backend: Pick<Backend, "health" | "putBlob" | "checkMask">,
): Promise<void> {
	if (await backend.health()) {
		await backend.putBlob(target.sha256, target.blob);
		await backend.putBlob(editMask.sha256, editMask.blob);
		await backend.checkMask({
			image: { sha256: target.sha256, content_type: target.blob.type, file_name: target.fileName },
			mask: { sha256: editMask.sha256 },
			...(allowEverything ? { allow_everything: true } : {}),
		});
		return;
	}
	await checkMaskInBrowser(target.blob, editMask.blob, allowEverything);
}

async function checkMaskInBrowser(target: Blob, editMask: Blob, allowEverything: boolean): Promise<void> {
	if (editMask.size === 0) throw refusal("image_empty", "the mask has zero bytes");
	if (editMask.size >= MAX_MASK_BYTES) {
		const details = { size_bytes: editMask.size, limit_bytes: MAX_MASK_BYTES };
		throw refusal("mask_too_large", "the mask is over 4 MB", details);
	}
	const header = readImageHeader(await headOf(editMask));
	if (header?.contentType !== "image/png" || !header.hasAlpha) throw refusal("mask_no_alpha", "the mask has no alpha");
	const image = await decode(target);
	const mask = await decode(editMask);
	try {
		if (mask.width !== image.width || mask.height !== image.height) {
			throw refusal("mask_size_mismatch", "the mask differs from its picture", {
				mask_width: mask.width,
				mask_height: mask.height,
				image_width: image.width,
				image_height: image.height,
			});
		}
		const edited = countEdited(mask);
		if (edited === 0) throw refusal("mask_nothing", "no pixel of the mask has alpha 0");
		if (edited === mask.width * mask.height && !allowEverything) {
			throw refusal("mask_everything", "the mask marks the whole picture");
		}
	} finally {
		image.close?.();
		mask.close?.();
	}
}

/** Applies the EXIF orientation. */
const decode = (blob: Blob): Promise<ImageBitmap> =>
	createImageBitmap(blob).catch(() => {
		throw refusal("image_damaged", "a picture cannot be decoded");
	});

/**
 * A canvas may change semi-transparent colours, but not alpha. Read in strips, because an 8K mask has 130 MB of pixels.
 */
function countEdited(mask: ImageBitmap): number {
	const { width, height } = mask;
	const rows = Math.max(1, Math.floor(4_000_000 / width));
	const context = new OffscreenCanvas(width, rows).getContext("2d", { willReadFrequently: true });
	if (!context) throw refusal("internal", "no canvas to read the mask with");
	let edited = 0;
	for (let top = 0; top < height; top += rows) {
		context.clearRect(0, 0, width, rows);
		context.drawImage(mask, 0, -top);
		const { data } = context.getImageData(0, 0, width, Math.min(rows, height - top));
		for (let at = 3; at < data.length; at += 4) if (data[at] === 0) edited++;
	}
	return edited;
}

const headOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());

const refusal = (code: string, message: string, details: Record<string, string | number> = {}): StudioError =>
	new StudioError({ code, message, details });

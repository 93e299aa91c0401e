// The check that a mask fits its picture, before the managed gateway is asked. The backend decodes both; without one
// the files' own headers are compared. (On the custom path the backend's submit makes the same check.)
import { readImageHeader } from "../bytes/imageHeader";
import type { Backend } from "../host/backend";
import { StudioError } from "../host/errors";
import type { InputPicture } from "./types";

const MASK_BYTES_MAX = 4 * 1024 * 1024;

export async function checkMask(
	target: InputPicture,
	editMask: InputPicture,
	allowEverything: boolean,
	backend: Backend,
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
	await compareHeaders(target.blob, editMask.blob);
}

async function compareHeaders(target: Blob, editMask: Blob): Promise<void> {
	const image = readImageHeader(new Uint8Array(await target.arrayBuffer()));
	const mask = readImageHeader(new Uint8Array(await editMask.slice(0, 65_536).arrayBuffer()));
	if (!image) throw refusal("image_not_an_image", "the target is not a picture");
	if (mask?.contentType !== "image/png" || !mask.hasAlpha) throw refusal("mask_no_alpha", "the mask has no alpha");
	if (mask.width !== image.width || mask.height !== image.height) {
		throw refusal("mask_size_mismatch", "the mask differs from its picture", {
			mask_width: mask.width,
			mask_height: mask.height,
			image_width: image.width,
			image_height: image.height,
		});
	}
	if (editMask.size >= MASK_BYTES_MAX) {
		throw refusal("mask_too_large", "the mask is over 4 MB", { bytes: editMask.size, limit: MASK_BYTES_MAX });
	}
}

const refusal = (code: string, message: string, details: Record<string, number> = {}): StudioError =>
	new StudioError({ code, message, details });

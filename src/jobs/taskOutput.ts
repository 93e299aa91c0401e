// Describes an image that a task received, for its record.
import { describePictureFile, isPictureFileDamaged } from "../../editor/imageHeader";
import type { TaskOutput } from "../library/records";

/** `stated`: the displayed size according to the gateway or the backend, 0 where it cannot read the file. */
export async function toTaskOutput<Stated extends Omit<TaskOutput, "contentType" | "isDamaged">>(
	stated: Stated,
	blob: Blob,
): Promise<Stated & TaskOutput> {
	const bytes = new Uint8Array(await blob.arrayBuffer());
	const file = describePictureFile(bytes);
	return {
		...stated,
		...(file && stated.width <= 0 ? { width: file.width, height: file.height } : {}),
		contentType: file?.contentType ?? blob.type,
		...(isPictureFileDamaged(bytes) ? { isDamaged: true } : {}),
	};
}

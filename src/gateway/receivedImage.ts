// Describes the file of a received image: type and size as its header states them, and whether it is damaged.
import { describePictureFile, isPictureFileDamaged } from "../../editor/imageHeader";
import { StudioError } from "../host/errors";

export interface ReceivedImage {
	readonly blob: Blob;
	readonly contentType: string;
	readonly width: number;
	readonly height: number;
	/** The file lacks its end or has wrong parts. */
	readonly isDamaged?: true;
}

/** Throws a StudioError if the file is not an image. */
export function describeReceivedImage(bytes: Uint8Array<ArrayBuffer>): ReceivedImage {
	const file = describePictureFile(bytes);
	if (!file) throw notAPicture();
	const blob = new Blob([bytes], { type: file.contentType });
	return { blob, ...file, ...(isPictureFileDamaged(bytes) ? { isDamaged: true } : {}) };
}

/** The first intact image or, if there is none, the first damaged one. Rejects with the last failure if there is neither. */
export async function readFirstIntact<Source>(
	sources: readonly Source[],
	readBytes: (source: Source) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<ReceivedImage> {
	let failure: unknown = notAPicture();
	let damaged: ReceivedImage | undefined;
	for (const source of sources) {
		try {
			const image = describeReceivedImage(await readBytes(source));
			if (!image.isDamaged) return image;
			damaged ??= image;
		} catch (error) {
			failure = error;
		}
	}
	if (damaged) return damaged;
	throw failure;
}

export const notAPicture = (): StudioError =>
	new StudioError({
		code: "provider_unreadable",
		message: "an answer is not a picture",
		details: { reason: "not_picture" },
	});

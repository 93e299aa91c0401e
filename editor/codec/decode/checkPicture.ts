// Checks on the page whether a file can be opened, without keeping its samples.
import { isAnimated } from "../header/animation";
import { decodePicture } from "./decodePicture";
import { inspectPicture } from "./inspectPicture";
import type { SampleNote } from "./samples";

/** Resolves with what would not be used of it. Throws EditorError as `decodePicture` does. */
export async function checkPicture(bytes: Uint8Array<ArrayBuffer>): Promise<readonly SampleNote[]> {
	try {
		const { format } = inspectPicture(bytes);
		const bitmap = await createImageBitmap(new Blob([bytes]));
		bitmap.close();
		return isAnimated(format, bytes) ? ["first-frame"] : [];
	} catch {
		// The decoder knows further ways to open it, and the reason if there is none.
		return (await decodePicture(bytes)).notes;
	}
}

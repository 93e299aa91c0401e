// How picture bytes lie in IndexedDB: as a Blob, which stays on disk until it is read; or, where the web view refuses
// Blobs there (WebKit in a session that keeps nothing), as the same bytes in an ArrayBuffer.
import { isQuota } from "./libraryError";

export type StoredBytes = Blob | ArrayBuffer;

/** `put` writes the record with the bytes in the form it is given. */
export async function putBytes(blob: Blob, put: (stored: StoredBytes) => PromiseLike<unknown>): Promise<void> {
	try {
		await put(blob);
	} catch (error) {
		// A full disk has no more room for a buffer than for a Blob.
		if (isQuota(error)) throw error;
		await put(await blob.arrayBuffer());
	}
}

export function asBlob(stored: StoredBytes, contentType: string): Blob {
	return stored instanceof Blob ? stored : new Blob([stored], { type: contentType });
}

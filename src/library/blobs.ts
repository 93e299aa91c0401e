// The form of image bytes in IndexedDB: a Blob, which stays on disk until it is read, or an ArrayBuffer where
// the web view refuses Blobs in IndexedDB (WebKit in a private session).
import { isQuota } from "./libraryError";

export type StoredBytes = Blob | ArrayBuffer;

/** `put` writes the record with the bytes in the form it is given. */
export async function putBytes(blob: Blob, put: (stored: StoredBytes) => PromiseLike<unknown>): Promise<void> {
	try {
		await put(blob);
	} catch (error) {
		// An ArrayBuffer would not fit either.
		if (isQuota(error)) throw error;
		await put(await blob.arrayBuffer());
	}
}

export function asBlob(stored: StoredBytes, contentType: string): Blob {
	return stored instanceof Blob ? stored : new Blob([stored], { type: contentType });
}

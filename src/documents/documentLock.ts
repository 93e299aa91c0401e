// Locks documents, so that only one window has a document open at a time: two windows would overwrite each other's work.
// The browser holds a lock until it is released or the page is gone.

/** Resolves with a function that releases the lock, or with undefined if another window still holds it after `patienceMs`. */
export type DocumentLock = (id: string, patienceMs?: number) => Promise<(() => void) | undefined>;

export const webDocumentLock: DocumentLock = async (id, patienceMs = 0) => {
	// Web Locks exist in secure contexts only. Elsewhere a single window is assumed.
	const locks = navigator.locks as LockManager | undefined;
	if (!locks) return () => {};
	const options = patienceMs > 0 ? { signal: AbortSignal.timeout(patienceMs) } : { ifAvailable: true };
	return new Promise((granted) => {
		locks
			.request(`image-studio.document.${id}`, options, (lock) => {
				if (!lock) {
					granted(undefined);
					return;
				}
				return new Promise<void>((release) => granted(() => release()));
			})
			.catch(() => granted(undefined));
	});
};

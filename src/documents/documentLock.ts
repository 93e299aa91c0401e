// One window has a document open at a time: two would overwrite each other. Held by the browser until it is released or
// the page is gone.

/** Returns how to release, or undefined when another window still has it after `patienceMs`. */
export type DocumentLock = (id: string, patienceMs?: number) => Promise<(() => void) | undefined>;

export const webDocumentLock: DocumentLock = async (id, patienceMs = 0) => {
	// Only secure contexts have Web Locks; elsewhere one window is assumed.
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

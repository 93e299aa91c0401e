// Outcomes of the managed gateway that could not be written to the library (quota exceeded). They are kept in memory
// and retried when space is freed, because the gateway returns each result only once.
import { LibraryError } from "../library/libraryError";

export interface UnsavedOutcomes {
	/**
	 * Resolves once `write` has succeeded. Calls `onProblem` with the error code after each failure of the library, and
	 * with undefined when a later attempt succeeds.
	 */
	save<T>(write: () => Promise<T>, onProblem: (code: string | undefined) => void): Promise<T>;
	/** Tries every pending write once more. */
	retryAll(): void;
}

export function createUnsavedOutcomes(): UnsavedOutcomes {
	let pending: (() => void)[] = [];
	return {
		async save(write, onProblem) {
			for (let isRetry = false; ; isRetry = true) {
				try {
					const written = await write();
					if (isRetry) onProblem(undefined);
					return written;
				} catch (error) {
					if (!(error instanceof LibraryError)) throw error;
					onProblem(error.code);
				}
				await new Promise<void>((retry) => pending.push(retry));
			}
		},
		retryAll() {
			const retries = pending;
			pending = [];
			for (const retry of retries) retry();
		},
	};
}

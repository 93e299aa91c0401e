// Errors of the library. A full disk deletes nothing: the caller decides what to report and what to retry.
import { FOREIGN_DATABASE } from "./guardedIndexedDb";

/** `library_version`: the database belongs to a newer version of the studio, or to another program. */
export type LibraryErrorCode = keyof typeof MESSAGES;

const MESSAGES = {
	quota: "storage is full",
	library_unreadable: "the library cannot be read or written",
	record_damaged: "a stored record is damaged",
	library_version: "the library is of another version",
} as const;

export class LibraryError extends Error {
	override readonly name = "LibraryError";
	constructor(
		readonly code: LibraryErrorCode,
		options?: ErrorOptions,
	) {
		super(MESSAGES[code], options);
	}
}

export const isQuota = (error: unknown): boolean => hasCause(error, "QuotaExceededError");

/**
 * Searches the causes: Dexie wraps the browser's error in an AbortError, a BulkError or its own class, at any depth.
 */
function hasCause(error: unknown, wanted: string, depth = 0): boolean {
	if (depth > 4 || typeof error !== "object" || error === null) return false;
	const { name, inner: wrapped, cause, failures } = error as Readonly<Record<string, unknown>>;
	const causes = [wrapped, cause, ...(Array.isArray(failures) ? failures.slice(0, 1) : [])];
	return name === wanted || causes.some((inner) => hasCause(inner, wanted, depth + 1));
}

export function toLibraryError(error: unknown): LibraryError {
	if (error instanceof LibraryError) return error;
	const code = isQuota(error) ? "quota" : hasCause(error, FOREIGN_DATABASE) ? "library_version" : "library_unreadable";
	return new LibraryError(code, { cause: error });
}

export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		throw toLibraryError(error);
	}
}

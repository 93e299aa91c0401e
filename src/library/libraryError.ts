// What the library refuses with. A full disk deletes nothing: the caller decides what to say and what to keep waiting.

export type LibraryErrorCode = "quota" | "library_unreadable";

export class LibraryError extends Error {
	override readonly name = "LibraryError";
	constructor(
		readonly code: LibraryErrorCode,
		options?: ErrorOptions,
	) {
		super(code === "quota" ? "storage is full" : "the library cannot be read or written", options);
	}
}

/** Dexie wraps the browser's QuotaExceededError in an AbortError, a BulkError or its own class, at any depth. */
export function isQuota(error: unknown, depth = 0): boolean {
	if (depth > 4 || typeof error !== "object" || error === null) return false;
	const { name, inner, cause, failures } = error as Readonly<Record<string, unknown>>;
	const causes = [inner, cause, ...(Array.isArray(failures) ? failures.slice(0, 1) : [])];
	return name === "QuotaExceededError" || causes.some((one) => isQuota(one, depth + 1));
}

export async function guarded<T>(work: () => PromiseLike<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof LibraryError) throw error;
		throw new LibraryError(isQuota(error) ? "quota" : "library_unreadable", { cause: error });
	}
}

// What only this page has, of a gateway that hands its answer out once: while the library does not take it, it waits here,
// until there may be room.
import { LibraryError } from "../library/libraryError";

export interface UnsavedOutcomes {
	/** `onRefused` with the reason whenever it must wait, and without one when it was written after all. */
	save<T>(work: () => Promise<T>, onRefused: (code: string | undefined) => void): Promise<T>;
	/** Everything that waits is tried once more. */
	retryAll(): void;
}

export function createUnsavedOutcomes(): UnsavedOutcomes {
	let waiting: (() => void)[] = [];
	return {
		async save(work, onRefused) {
			for (let hasWaited = false; ; hasWaited = true) {
				try {
					const written = await work();
					if (hasWaited) onRefused(undefined);
					return written;
				} catch (error) {
					if (!(error instanceof LibraryError)) throw error;
					onRefused(error.code);
				}
				await new Promise<void>((again) => waiting.push(again));
			}
		},
		retryAll() {
			const now = waiting;
			waiting = [];
			for (const again of now) again();
		},
	};
}

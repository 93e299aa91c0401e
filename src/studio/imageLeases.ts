// What the studio adds to the library: pictures that stand in the prompt bar or on the canvas count as used though nothing
// stored names them, in every window; and it is told when there is room again.
import type { Library } from "../library/library";

export function keeping<Saved>(
	library: Library<Saved>,
	used: () => Iterable<string>,
	onRoom: () => void,
): Library<Saved> {
	const told = async (deleting: Promise<number>): Promise<number> => {
		const freed = await deleting;
		if (freed > 0) onRoom();
		return freed;
	};
	return {
		...library,
		async deleteDocument(id, keep = []) {
			await library.deleteDocument(id, [...keep, ...used()]);
			onRoom();
		},
		forgetTasks: (removed, keep = []) => told(library.forgetTasks(removed, [...keep, ...used()])),
		deleteUnusedImages: (keep = []) => told(library.deleteUnusedImages([...keep, ...used()])),
	};
}

/** Long enough for a window that sleeps; what a window held that is gone is free afterwards. */
const HELD_MS = 60 * 60_000;
const AGAIN_MS = 10 * 60_000;

/** Goes on telling the other windows what this one uses. Returns how to tell at once. */
export function holdUsed(
	library: Pick<Library, "leaseImages">,
	owner: string,
	used: () => Iterable<string>,
): () => void {
	const hold = (): void => void library.leaseImages(owner, [...new Set(used())], HELD_MS).catch(() => {});
	hold();
	setInterval(hold, AGAIN_MS);
	return hold;
}

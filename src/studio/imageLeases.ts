// Protects images that only unsaved state refers to (the prompt bar, the canvas) from garbage collection: in this window by
// passing them to every collection, in other windows by leases. Also reports when images have been deleted.
import type { Library } from "../library/library";

/** `renewLease` runs before each deletion, so that this window's lease does not keep images that it no longer uses. */
export function withImageLeases<Saved>(
	library: Library<Saved>,
	usedImages: () => Iterable<string>,
	renewLease: () => Promise<void>,
	onSpaceFreed: () => void,
): Library<Saved> {
	const reportFreed = async (deleteImages: () => Promise<number>): Promise<number> => {
		await renewLease();
		const deleted = await deleteImages();
		if (deleted > 0) onSpaceFreed();
		return deleted;
	};
	return {
		...library,
		async deleteDocument(id, keep = []) {
			await renewLease();
			await library.deleteDocument(id, [...keep, ...usedImages()]);
			onSpaceFreed();
		},
		purgeTasks: (ids, keep = []) => reportFreed(() => library.purgeTasks(ids, [...keep, ...usedImages()])),
		deleteUnusedImages: (keep = []) => reportFreed(() => library.deleteUnusedImages([...keep, ...usedImages()])),
	};
}

/** Long enough for a suspended window. The images of a closed window are free after that time. */
const LEASE_MS = 60 * 60_000;
const RENEW_MS = 10 * 60_000;

/** Renews this window's lease periodically. Returns a function that renews it now. */
export function renewImageLeases(
	library: Pick<Library, "leaseImages">,
	owner: string,
	usedImages: () => Iterable<string>,
): () => Promise<void> {
	const renew = (): Promise<void> => library.leaseImages(owner, [...new Set(usedImages())], LEASE_MS).catch(() => {});
	void renew();
	setInterval(() => void renew(), RENEW_MS);
	return renew;
}

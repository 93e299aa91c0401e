// A mark of the library's last change outside IndexedDB, by which a library that the browser has deleted or set back is
// noticed. The same mark is in the library; it is a time in ms since 1970.
import type { StudioDatabase } from "./database";

/** `older`: the library lacks changes that were made, as after a power cut or from a backup. */
export type LibraryLoss = "lost" | "older";

const STORAGE_KEY = "image-studio.libraryMark";
const META_KEY = "changeMark";

export async function findLoss(db: StudioDatabase): Promise<LibraryLoss | undefined> {
	await db.open();
	if (db.wasDiscarded) return "lost";
	const outside = readMark();
	if (outside === undefined) return undefined;
	const inside = (await db.meta.get(META_KEY))?.value;
	if (typeof inside !== "number") return "lost";
	return inside < outside ? "older" : undefined;
}

/** The library first: a mark outside must never be ahead of a library that is complete. */
export async function markChange(db: StudioDatabase): Promise<void> {
	const mark = Math.max(Date.now(), (readMark() ?? 0) + 1);
	await db.meta.put({ key: META_KEY, value: mark });
	db.wasDiscarded = false;
	try {
		localStorage.setItem(STORAGE_KEY, String(mark));
	} catch {
		// Without localStorage a loss is noticed only where the browser reports it.
	}
}

function readMark(): number | undefined {
	try {
		const mark = Number(localStorage.getItem(STORAGE_KEY) ?? Number.NaN);
		return Number.isFinite(mark) ? mark : undefined;
	} catch {
		return undefined;
	}
}

// Deletes tasks and documents in the bin for good: all of them, or those that have been in it for too long.
import type { Documents } from "../documents/documents";
import type { Library } from "../library/library";
import { purgeTasks } from "./purgeTasks";

export interface BinPorts {
	readonly library: Pick<
		Library,
		| "tasksDeletedBefore"
		| "documentsDeletedBefore"
		| "purgeTasks"
		| "restoreTasks"
		| "restoreDocument"
		| "watchDeletedTasks"
		| "watchDeletedDocuments"
		| "getThumbnail"
	>;
	readonly documents: Pick<Documents, "purge">;
}

const DAY_MS = 24 * 60 * 60_000;

/** Deletes what was moved to the bin at this time (ms since 1970) or earlier. */
export async function emptyBin(before: number, { library, documents }: BinPorts): Promise<void> {
	await purgeTasks(await library.tasksDeletedBefore(before), library);
	for (const id of await library.documentsDeletedBefore(before)) await documents.purge(id);
}

/** `days`: 0 keeps everything until the user empties the bin. */
export async function emptyBinByAge(days: number, ports: BinPorts): Promise<void> {
	if (days > 0) await emptyBin(Date.now() - days * DAY_MS, ports);
}

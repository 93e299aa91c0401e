// Deletes tasks for good: in the library, and the copies of their results that the backend keeps.
import { backend } from "../host/backend";
import type { Library } from "../library/library";

export async function purgeTasks(ids: readonly string[], library: Pick<Library, "purgeTasks">): Promise<void> {
	if (ids.length === 0) return;
	await library.purgeTasks(ids);
	// Without the backend its copies expire by themselves.
	await backend.forgetKeptResults(ids).catch(() => {});
}

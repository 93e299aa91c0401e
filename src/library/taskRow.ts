// A task as the database stores it: the record plus the fields that its indices use. Pure.
import { collectImageHashes } from "./imageHashes";
import type { TaskRecord, TaskRow } from "./records";

export function toTaskRow(task: TaskRecord): TaskRow {
	// A row that was read before has outdated values of these two.
	const { changedAt: _, images: __, ...content } = task as TaskRow;
	return { ...content, changedAt: Date.now(), images: [...collectImageHashes(content)] };
}

// Stars (favourites): on a whole task or on one of its pictures. Both are records in the same table; a picture's is named after
// the task and the picture's index in the answer. A star on a task holds for all of its pictures.
import type { StudioDatabase } from "./database";
import type { TaskRecord } from "./records";

type Stars = ReadonlySet<string>;

export const pictureStarId = (taskId: string, index: number): string => `${taskId}/${index}`;

/** The task that a star belongs to. */
export const taskOfStar = (starId: string): string => starId.replace(/\/\d+$/, "");

export const isPictureStarred = (stars: Stars, taskId: string, index: number): boolean =>
	stars.has(taskId) || stars.has(pictureStarId(taskId, index));

/** Each of the task's pictures is starred, one by one or by a star on the task. */
export const isTaskStarred = (stars: Stars, { id, outputs }: Pick<TaskRecord, "id" | "outputs">): boolean =>
	stars.has(id) || (outputs.length > 0 && outputs.every(({ index }) => stars.has(pictureStarId(id, index))));

/** The stars of some tasks and their pictures before and after a change. */
export interface StarChange {
	readonly tasks: readonly string[];
	readonly before: readonly string[];
	readonly after: readonly string[];
}

/** The ids of the stars on these tasks and on their pictures. */
export async function starsOf(db: StudioDatabase, ids: readonly string[]): Promise<string[]> {
	const onTasks = (await db.favourites.bulkGet([...ids])).flatMap((one) => one?.id ?? []);
	const onPictures = db.favourites.where("id").startsWithAnyOf(ids.map((id) => `${id}/`));
	return [...onTasks, ...(await onPictures.primaryKeys())];
}

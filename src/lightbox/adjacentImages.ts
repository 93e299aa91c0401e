// The order of images in the lightbox: the outputs of a task, then those of the next task in the grid. Also the image
// that another one is compared with.
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

export interface TaskImage {
	readonly task: TaskRecord;
	/** From 0: an index into the task's outputs. Negative: an input image; -1 is the edited picture, if there is one. */
	readonly position: number;
	/** The image's SHA-256. */
	readonly image: string;
}

type TaskSource = Pick<Library, "getTask">;

export function taskImageAt(task: TaskRecord, position: number): TaskImage | undefined {
	const { target, references, drawing } = task.inputs;
	const image =
		position < 0
			? [...(target ? [target] : []), ...references, ...(drawing ? [drawing] : [])][-1 - position]
			: task.outputs[position]?.image;
	return image === undefined ? undefined : { task, position, image };
}

/** Returns undefined at the end of the order. `ids`: the tasks in the order of the grid. */
export async function findAdjacent(
	{ task: known, position }: TaskImage,
	step: 1 | -1,
	ids: readonly string[],
	library: TaskSource,
): Promise<TaskImage | undefined> {
	// A running task may have received more outputs.
	const task = (await library.getTask(known.id)) ?? known;
	// Stepping back from the first output skips the input images.
	const inTask = position < 0 || position + step >= 0 ? taskImageAt(task, position + step) : undefined;
	if (inTask) return inTask;
	const from = ids.indexOf(task.id);
	for (let index = from + step; from >= 0 && index >= 0 && index < ids.length; index += step) {
		const next = await library.getTask(ids[index] ?? "");
		const found = next && taskImageAt(next, step > 0 ? 0 : Math.max(0, next.outputs.length - 1));
		if (found) return found;
	}
	return undefined;
}

/** The image to compare with: the edited picture, else another output of the task, else one of an adjacent task. */
export async function findComparison(
	taskImage: TaskImage,
	ids: readonly string[],
	library: TaskSource,
): Promise<TaskImage | undefined> {
	const { task, position } = taskImage;
	const inTask =
		position < 0
			? taskImageAt(task, 0)
			: (taskImageAt(task, -1) ?? taskImageAt(task, position + 1) ?? taskImageAt(task, position - 1));
	if (inTask) return inTask;
	return (await findAdjacent(taskImage, 1, ids, library)) ?? findAdjacent(taskImage, -1, ids, library);
}

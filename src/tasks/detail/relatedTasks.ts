// Finds the tasks that share images with a task: those whose outputs it used, those that used its outputs, and other edits
// of the same picture. Pure.
import type { TaskRecord } from "../../library/records";

export interface RelatedGroup {
	/** "from": its outputs are the task's inputs; "into": the reverse; "beside": another edit of the same picture. */
	readonly relation: "from" | "into" | "beside";
	readonly tasks: readonly TaskRecord[];
}

const MAX_PER_GROUP = 12;

/** `others`: candidates. Tasks without outputs are left out. Each group is newest first. */
export function findRelatedTasks(task: TaskRecord, others: readonly TaskRecord[]): RelatedGroup[] {
	const [inputs, outputs] = [inputImages(task), outputImages(task)];
	const groups: Record<RelatedGroup["relation"], TaskRecord[]> = { from: [], into: [], beside: [] };
	for (const other of others) {
		if (other.id === task.id || other.outputs.length === 0) continue;
		if (outputImages(other).some((image) => inputs.includes(image))) groups.from.push(other);
		else if (inputImages(other).some((image) => outputs.includes(image))) groups.into.push(other);
		else if (editedImage(task) !== undefined && editedImage(other) === editedImage(task)) groups.beside.push(other);
	}
	return (["from", "into", "beside"] as const).flatMap((relation) => {
		const tasks = groups[relation].sort((a, b) => b.createdAt - a.createdAt).slice(0, MAX_PER_GROUP);
		return tasks.length > 0 ? [{ relation, tasks }] : [];
	});
}

/** On the canvas, the last accepted result identifies the picture, because every edit sends a file of its own. */
const editedImage = ({ inputs: { target, origins } }: TaskRecord): string | undefined => origins?.at(-1) ?? target;

export const inputImages = ({ inputs: { target, references, origins = [] } }: TaskRecord): string[] => [
	...(target ? [target] : []),
	...references,
	...origins,
];
export const outputImages = ({ outputs }: TaskRecord): string[] => outputs.map(({ image }) => image);

// How tasks that name the same pictures hang together. Pure.
import type { TaskRecord } from "../../library/records";

export interface Kin {
	readonly how: "from" | "into" | "beside";
	readonly tasks: readonly TaskRecord[];
}

/** No more of each are shown. */
const MOST = 12;

export function kinOf(task: TaskRecord, others: readonly TaskRecord[]): Kin[] {
	const mine = { went: inputsOf(task), came: outputsOf(task) };
	const found: Record<Kin["how"], TaskRecord[]> = { from: [], into: [], beside: [] };
	for (const other of others) {
		if (other.id === task.id || other.outputs.length === 0) continue;
		if (outputsOf(other).some((image) => mine.went.includes(image))) found.from.push(other);
		else if (inputsOf(other).some((image) => mine.came.includes(image))) found.into.push(other);
		else if (sourceOf(task) !== undefined && sourceOf(other) === sourceOf(task)) found.beside.push(other);
	}
	return (["from", "into", "beside"] as const).flatMap((how) => {
		const tasks = found[how].sort((a, b) => b.createdAt - a.createdAt).slice(0, MOST);
		return tasks.length > 0 ? [{ how, tasks }] : [];
	});
}

/** The picture that was edited: the last thing that was kept on it tells it from others. */
const sourceOf = ({ inputs: { target, origins } }: TaskRecord): string | undefined => origins?.at(-1) ?? target;

/** What a task was made from. */
export const inputsOf = ({ inputs: { target, references, origins = [] } }: TaskRecord): string[] => [
	...(target ? [target] : []),
	...references,
	...origins,
];
export const outputsOf = ({ outputs }: TaskRecord): string[] => outputs.map(({ image }) => image);

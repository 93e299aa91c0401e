// Which picture stands beside which: the outputs of a task, then those of the next one in the order shown.
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

export interface Slide {
	readonly task: TaskRecord;
	/** Among its outputs; below 0 what went along, -1 the picture that it changed. */
	readonly at: number;
	readonly image: string;
}

type Tasks = Pick<Library, "getTask">;

export function slideOf(task: TaskRecord, at: number): Slide | undefined {
	const { target, references } = task.inputs;
	const image = at < 0 ? [...(target ? [target] : []), ...references][-1 - at] : task.outputs[at]?.image;
	return image === undefined ? undefined : { task, at, image };
}

/** undefined: there is none that way. `ids` as they are shown. */
export async function beside(
	{ task: before, at }: Slide,
	step: 1 | -1,
	ids: readonly string[],
	library: Tasks,
): Promise<Slide | undefined> {
	// Of one that runs more may have come.
	const task = (await library.getTask(before.id)) ?? before;
	// What went along is not on the way from one result to the next.
	const own = at < 0 || at + step >= 0 ? slideOf(task, at + step) : undefined;
	if (own) return own;
	const from = ids.indexOf(task.id);
	for (let i = from + step; from >= 0 && i >= 0 && i < ids.length; i += step) {
		const next = await library.getTask(ids[i] ?? "");
		const slide = next && slideOf(next, step > 0 ? 0 : Math.max(0, next.outputs.length - 1));
		if (slide) return slide;
	}
	return undefined;
}

/** What one would compare it with: what it was made from, another of the same task, another task's. */
export async function counterpart(slide: Slide, ids: readonly string[], library: Tasks): Promise<Slide | undefined> {
	const { task, at } = slide;
	const own = at < 0 ? slideOf(task, 0) : (slideOf(task, -1) ?? slideOf(task, at + 1) ?? slideOf(task, at - 1));
	if (own) return own;
	return (await beside(slide, 1, ids, library)) ?? beside(slide, -1, ids, library);
}

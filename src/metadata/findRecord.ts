// The record of a picture of the library: from the request that made it, or from the edits on its canvas.
import type { SavedDocument, SavedEdit } from "../../editor/types";
import { encodeBlobBase64 } from "../bytes/base64";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import { type PictureRecord, type RecordedTask, recordTask } from "./pictureRecord";

type Source = Pick<Library, "getImage" | "tasksWithImages">;

export interface RecordChoices {
	/** The program and its version. */
	readonly program: string;
	/** The mask and the plan of the edit go along. */
	readonly hasMask: boolean;
}

/** A chain of requests, each on a picture of the one before, ends here at the latest. */
const MAX_TASKS = 100;

/** The record of an output. */
export async function recordOfOutput(
	task: TaskRecord,
	index: number | undefined,
	library: Source,
	choices: RecordChoices,
): Promise<PictureRecord> {
	const before = await tasksBehind(task.inputs.origins ?? [], library, new Set([task.id]));
	return recordOf(task, [recordTask(task, index), ...before], library, choices);
}

/** null: no request took part in the picture on the canvas. */
export async function recordOfDocument(
	document: Pick<SavedDocument, "base" | "accepted">,
	library: Source,
	choices: RecordChoices,
): Promise<PictureRecord | null> {
	const images = [document.base, ...(document.accepted ?? []).map(({ image }) => image)].reverse();
	const [latest] = await makersOf(images, library);
	if (latest === undefined) return null;
	const [first, ...rest] = await tasksBehind(images, library, new Set());
	return first === undefined ? null : recordOf(latest, [first, ...rest], library, choices);
}

async function recordOf(
	task: TaskRecord,
	tasks: PictureRecord["tasks"],
	library: Source,
	{ program, hasMask }: RecordChoices,
): Promise<PictureRecord> {
	const { editMask, edit } = task.inputs;
	const mask = hasMask && editMask !== undefined ? await library.getImage(editMask) : undefined;
	const plan = (edit as SavedEdit | undefined)?.plan;
	return {
		...{ version: 1, program, tasks },
		...(mask === undefined ? {} : { mask: await encodeBlobBase64(mask.blob) }),
		...(hasMask && plan !== undefined ? { plan } : {}),
	};
}

/** The requests that made these images, in the order of the images, then those that they are based on. */
async function tasksBehind(images: readonly string[], library: Source, seen: Set<string>): Promise<RecordedTask[]> {
	const makers = (await makersOf(images, library)).filter(({ id }) => !seen.has(id));
	for (const { id } of makers) seen.add(id);
	if (makers.length === 0 || seen.size > MAX_TASKS) return [];
	const own = makers.map((task) => recordTask(task, outputIndex(task, images)));
	const origins = makers.flatMap(({ inputs }) => inputs.origins ?? []);
	return [...own, ...(await tasksBehind(origins, library, seen))].slice(0, MAX_TASKS);
}

async function makersOf(images: readonly string[], library: Source): Promise<readonly TaskRecord[]> {
	const tasks = await library.tasksWithImages(images);
	const made = images.flatMap((image) => {
		const maker = tasks.find(({ outputs }) => outputs.some((output) => output.image === image));
		return maker === undefined ? [] : [maker];
	});
	return [...new Set(made)];
}

const outputIndex = ({ outputs }: TaskRecord, images: readonly string[]): number | undefined =>
	outputs.find(({ image }) => images.includes(image))?.index;

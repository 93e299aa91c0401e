// Puts the task that a picture's file describes into the list again, or its words into the prompt bar.
import { decodeBase64 } from "../bytes/base64";
import { translate } from "../i18n/locale";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";
import type { ShownRecord } from "../metadata/foundRecord";
import type { PictureRecord } from "../metadata/pictureRecord";
import { goTo } from "../navigation/route";
import { showPrompt } from "../navigation/showPrompt";
import { notify } from "../notices/notices";
import { fillPrompt } from "../prompt/promptState";
import { reusePrompt } from "../tasks/actions/reusePrompt";

type Target = Pick<Library, "getTask" | "addTask" | "getImage" | "putImage">;

export function takeRecordedPrompt({ found }: ShownRecord): void {
	showPrompt();
	if (found.kind === "foreign") fillPrompt({ prompt: found.record.prompt, intent: "generate", order: [] });
	else reusePrompt(toTask(found.record));
}

/** A task that is in the list already is shown. */
export async function restoreRecordedTask({ image, found }: ShownRecord, library: Target): Promise<void> {
	if (found.kind !== "own") return;
	const task = toTask(found.record);
	if ((await library.getTask(task.id)) === undefined) {
		await library.addTask(await withImages(task, found.record, image, library));
		notify({ tone: "success", text: translate("record.restored") });
	}
	goTo({ kind: "task", id: task.id });
}

function toTask({ tasks: [first] }: PictureRecord): TaskRecord {
	const { id, createdAt, operation, prompt, sentPrompt, params, gateway, actual } = first;
	return {
		...{ id, createdAt, startedAt: createdAt, operation, prompt, params, gateway },
		...(sentPrompt === undefined ? {} : { sentPrompt }),
		...(actual === undefined ? {} : { actual }),
		status: "done",
		requestId: `hfis-${id}`,
		inputs: { references: [] },
		outputs: [],
	};
}

/** Of its inputs those that the library has; its output is the file itself. */
async function withImages(
	task: TaskRecord,
	record: PictureRecord,
	image: string,
	library: Target,
): Promise<TaskRecord> {
	const [first] = record.tasks;
	const isThere = async (one: string) => (await library.getImage(one)) !== undefined;
	const references = (
		await Promise.all(first.references.map(async (one) => ((await isThere(one)) ? [one] : [])))
	).flat();
	const target = first.target !== undefined && (await isThere(first.target)) ? { target: first.target } : {};
	const mask = record.mask === undefined ? undefined : decodeBase64(record.mask);
	const editMask = mask ? { editMask: await library.putImage(new Blob([mask], { type: "image/png" })) } : {};
	const stored = await library.getImage(image);
	const { revisedPrompt } = first;
	const output = stored && {
		...{ index: 0, image, contentType: stored.contentType, width: stored.width, height: stored.height },
		...(revisedPrompt === undefined ? {} : { revisedPrompt }),
	};
	return { ...task, inputs: { references, ...target, ...editMask }, outputs: output ? [output] : [] };
}

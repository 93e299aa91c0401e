// A picture that the account has saved, into the library as a task of its own, at its own date.
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

export interface BringPorts {
	readonly library: Pick<Library, "putImage" | "getImage" | "addTask" | "tasksWithImages">;
	readonly fetchOutput: (output: CloudOutput) => Promise<Blob>;
	/** What stands where the words would: the account does not keep them. */
	readonly words: string;
	readonly newId: () => string;
	readonly now: () => number;
}

export interface Brought {
	readonly task: TaskRecord;
	readonly index: number;
	readonly image: string;
}

/** What has the picture already stays the one that has it. Rejects where it cannot be had, or there is no room for it. */
export async function bringSaved(output: CloudOutput, ports: BringPorts): Promise<Brought> {
	const { library, fetchOutput, words, newId, now } = ports;
	const image = await library.putImage(await fetchOutput(output));
	for (const task of await library.tasksWithImages([image])) {
		const made = task.outputs.find((one) => one.image === image);
		if (made) return { task, index: made.index, image };
	}
	const stored = await library.getImage(image);
	const { width = 0, height = 0, contentType = output.contentType } = stored ?? {};
	const at = output.createdAt ?? now();
	const task: TaskRecord = {
		id: newId(),
		createdAt: at,
		startedAt: at,
		status: "done",
		operation: output.operation ?? "generate",
		prompt: words,
		params: { model: output.model ?? "", n: 1 },
		gateway: "managed",
		requestId: `hfis-saved-${output.id}`,
		inputs: { references: [] },
		outputs: [{ index: 0, image, contentType, width, height }],
	};
	await library.addTask(task);
	return { task, index: 0, image };
}

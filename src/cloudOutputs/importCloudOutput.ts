// Imports a stored output of the cloud account into the library, as a task dated when the output was made.
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { Library } from "../library/library";
import type { TaskRecord } from "../library/records";

export interface ImportPorts {
	readonly library: Pick<Library, "putImage" | "getImage" | "addTask" | "tasksWithImages">;
	readonly fetchOutput: (output: CloudOutput) => Promise<Blob>;
	/** A placeholder: the account does not store prompts. */
	readonly prompt: string;
	readonly newId: () => string;
	readonly now: () => number;
}

export interface ImportedOutput {
	readonly task: TaskRecord;
	readonly index: number;
	readonly image: string;
}

/**
 * Returns the existing task if one has the picture already. Rejects if the picture cannot be fetched or the storage is
 * full.
 */
export async function importCloudOutput(output: CloudOutput, ports: ImportPorts): Promise<ImportedOutput> {
	const { library, fetchOutput, prompt, newId, now } = ports;
	const image = await library.putImage(await fetchOutput(output));
	for (const task of await library.tasksWithImages([image])) {
		const existing = task.outputs.find((one) => one.image === image);
		if (existing) return { task, index: existing.index, image };
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
		prompt: prompt,
		params: { model: output.model ?? "", n: 1 },
		gateway: "managed",
		requestId: `hfis-saved-${output.id}`,
		inputs: { references: [] },
		outputs: [{ index: 0, image, contentType, width, height }],
	};
	await library.addTask(task);
	return { task, index: 0, image };
}

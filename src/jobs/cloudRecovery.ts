// Answers of the managed gateway that the page did not live to hear: looked for among what the account has saved, and
// brought into the task they fit. Asks for no picture anew. Knows no user interface.

import { readImageHeader } from "../bytes/imageHeader";
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { ManagedGateway } from "../gateway/managed";
import { StudioError } from "../host/errors";
import type { Library } from "../library/library";
import type { TaskOutput, TaskRecord } from "../library/records";

export interface CloudRecoveryPorts {
	readonly library: Pick<Library, "getTask" | "changeTask" | "putImage" | "tasksWithImages">;
	readonly managed: Pick<ManagedGateway, "findUnclaimedOutputs" | "fetchOutput">;
}

export interface CloudRecovery {
	/** How many saved outputs may belong to the task; 0 also where nobody could be asked. */
	countUnclaimed(task: TaskRecord): Promise<number>;
	/** Stores them as the task's pictures and resolves with it; undefined when there are none. Rejects when none can be read. */
	importUnclaimed(taskId: string): Promise<TaskRecord | undefined>;
}

export function createCloudRecovery({ library, managed }: CloudRecoveryPorts): CloudRecovery {
	const find = ({ operation, params, startedAt, outputs }: TaskRecord): Promise<CloudOutput[]> =>
		managed.findUnclaimedOutputs({
			operation,
			model: params.model,
			n: Math.max(0, params.n - outputs.length),
			startedAt,
			// Bytes that no task names are what a page wrote last before it went.
			isInLibrary: async (sha256) => (await library.tasksWithImages([sha256])).length > 0,
		});

	return {
		async countUnclaimed(task) {
			return (await find(task).catch(() => [])).length;
		},
		async importUnclaimed(taskId) {
			const task = await library.getTask(taskId);
			if (task?.gateway !== "managed") return undefined;
			let failure: unknown;
			let brought: TaskRecord | undefined;
			for (const saved of await find(task)) {
				try {
					const picture = await fetchPicture(managed, saved);
					const image = await library.putImage(picture.blob);
					brought = await library.changeTask(taskId, (now) => withPicture(now, { ...picture, image }));
				} catch (error) {
					failure = error;
				}
			}
			if (!brought && failure) throw failure;
			return brought;
		},
	};
}

async function fetchPicture(managed: Pick<ManagedGateway, "fetchOutput">, saved: CloudOutput) {
	const bytes = new Uint8Array(await (await managed.fetchOutput(saved)).arrayBuffer());
	const header = readImageHeader(bytes);
	if (!header) throw new StudioError({ code: "provider_unreadable", message: "a saved output is not a picture" });
	const { contentType, width, height } = header;
	return { blob: new Blob([bytes], { type: contentType }), contentType, width, height };
}

/** At the next free place; one picture is enough for the task to be done. */
function withPicture(task: TaskRecord, { image, contentType, width, height }: Omit<TaskOutput, "index">): TaskRecord {
	const { error: _, ...kept } = task;
	const taken = new Set(task.outputs.map(({ index }) => index));
	let index = 0;
	while (taken.has(index)) index++;
	const outputs = [...task.outputs, { index, image, contentType, width, height }].sort((a, b) => a.index - b.index);
	return { ...kept, status: "done", outputs };
}

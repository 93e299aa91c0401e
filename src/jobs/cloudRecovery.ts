// Recovers results of the managed gateway that arrived after the page had closed: finds them among the outputs that the
// cloud account saved, and adds them to the task they belong to. Requests no new image. Knows no user interface.
import type { CloudOutput } from "../gateway/listCloudOutputs";
import type { ManagedGateway } from "../gateway/managed";
import { describeReceivedImage } from "../gateway/receivedImage";
import type { Library } from "../library/library";
import type { TaskOutput, TaskRecord } from "../library/records";

export interface CloudRecoveryPorts {
	readonly library: Pick<Library, "getTask" | "changeTask" | "putImage" | "tasksWithImages">;
	readonly managed: Pick<ManagedGateway, "findUnclaimedOutputs" | "fetchOutput">;
}

export interface CloudRecovery {
	/**
	 * Notes in an interrupted task how many saved outputs may belong to it, so that its card can offer to import them.
	 */
	noteUnclaimed(task: TaskRecord): Promise<void>;
	/**
	 * Adds the saved outputs to the task and resolves with it; undefined if there are none. Rejects if none of them can
	 * be read.
	 */
	importUnclaimed(taskId: string): Promise<TaskRecord | undefined>;
}

export function createCloudRecovery({ library, managed }: CloudRecoveryPorts): CloudRecovery {
	const findOutputs = ({ operation, params, startedAt, outputs }: TaskRecord): Promise<CloudOutput[]> =>
		managed.findUnclaimedOutputs({
			operation,
			model: params.model,
			n: Math.max(0, params.n - outputs.length),
			startedAt,
			// An image that is stored but named by no task was written just before its page closed: it is unclaimed, too.
			isInLibrary: async (sha256) => (await library.tasksWithImages([sha256])).length > 0,
		});

	return {
		async noteUnclaimed(task) {
			const found = (await findOutputs(task).catch(() => [])).length;
			if (found === 0) return;
			await library.changeTask(task.id, (now) =>
				now.status === "interrupted" && now.error
					? { ...now, error: { ...now.error, details: { ...now.error.details, found } } }
					: now,
			);
		},
		async importUnclaimed(taskId) {
			const task = await library.getTask(taskId);
			if (task?.gateway !== "managed") return undefined;
			let failure: unknown;
			let changed: TaskRecord | undefined;
			for (const output of await findOutputs(task)) {
				try {
					const file = await managed.fetchOutput(output);
					const { blob, ...facts } = describeReceivedImage(new Uint8Array(await file.arrayBuffer()));
					const image = await library.putImage(blob);
					changed = await library.changeTask(taskId, (now) => withRecoveredOutput(now, { ...facts, image }));
				} catch (error) {
					failure = error;
				}
			}
			if (!changed && failure) throw failure;
			return changed;
		},
	};
}

/** Adds the output at the first free index. One image is enough for the task to be done. */
function withRecoveredOutput(task: TaskRecord, output: Omit<TaskOutput, "index">): TaskRecord {
	const { error: _, ...kept } = task;
	const used = new Set(task.outputs.map(({ index }) => index));
	let index = 0;
	while (used.has(index)) index++;
	const outputs = [...task.outputs, { index, ...output }].sort((a, b) => a.index - b.index);
	return { ...kept, status: "done", outputs };
}

// Lists every generation that this window starts on the result strip and shows its first placeholder, however it was started.
import type { TaskRunner } from "../jobs/taskRunner";
import type { TaskRecord } from "../library/records";
import { addGeneration } from "../results/generations";

/** It belongs to no document: its pictures are new ones. */
export const isGeneration = ({ documentId, inputs }: Pick<TaskRecord, "documentId" | "inputs">): boolean =>
	documentId === undefined && inputs.edit === undefined;

export function withGenerations(runner: TaskRunner, show: (pictureId: string) => void): TaskRunner {
	return {
		...runner,
		async start(draft) {
			const id = await runner.start(draft);
			if (isGeneration(draft)) {
				addGeneration(id);
				show(`${id}-0`);
			}
			return id;
		},
	};
}

// Builds a finished task without inputs or outputs, for tests to vary.
import type { TaskRecord } from "./records";

export const makeTask = (id: string, more: Partial<TaskRecord> = {}): TaskRecord => ({
	id,
	createdAt: 1000,
	startedAt: 1000,
	status: "done",
	operation: "generate",
	prompt: "",
	params: { model: "gpt-image-2", size: "1024x1024", n: 1 },
	gateway: "custom",
	requestId: `hfis-${id}`,
	inputs: { references: [] },
	outputs: [],
	...more,
});

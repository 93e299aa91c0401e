// A task as the user interface requests it: everything except what the task runner adds. Pure.
import type { TaskEstimate, TaskInputs, TaskParams, TaskRecord } from "../library/records";

/** All images are in the library already. */
export interface TaskDraft {
	readonly operation: "generate" | "edit";
	readonly prompt: string;
	readonly sentPrompt?: string;
	readonly group?: string;
	readonly params: TaskParams;
	readonly estimate?: TaskEstimate;
	readonly route: TaskRoute;
	readonly documentId?: string;
	readonly inputs: TaskInputs;
}

/** The input images, in the order in which they are sent. A markup with a field of its own is not among them. */
export function sentImages({ inputs }: Pick<TaskDraft, "inputs">): string[] {
	const { target, references, drawing, markup, isMarkupField } = inputs;
	return [target, ...references, drawing, isMarkupField ? undefined : markup].filter((image) => image !== undefined);
}

/** Through which gateway a task is sent. */
export type TaskRoute =
	/** Without `profileId`: the active profile, if it has this address. */
	{ readonly kind: "custom"; readonly baseUrl: string; readonly profileId?: string } | { readonly kind: "managed" };

/** The route as a task record keeps it. */
export function toStoredRoute(route: TaskRoute): Pick<TaskRecord, "gateway" | "baseUrl" | "profileId"> {
	if (route.kind === "managed") return { gateway: "managed" };
	const { baseUrl, profileId } = route;
	return { gateway: "custom", baseUrl, ...(profileId ? { profileId } : {}) };
}

// The services and callbacks that the task runner is given, so that tests can replace them.
import type { CustomGateway } from "../gateway/custom";
import type { ManagedGateway } from "../gateway/managed";
import type { Stage } from "../gateway/types";
import type { Backend } from "../host/backend";
import type { Log } from "../host/log";
import type { Library } from "../library/library";
import type { RequestSettings } from "./logFields";
import type { TaskLock } from "./taskLock";
import type { TaskProgress } from "./taskProgress";

export interface TaskRunnerPorts {
	readonly library: Pick<
		Library,
		"addTask" | "getTask" | "changeTask" | "tasksWithStatus" | "tasksWithImages" | "putImage" | "getImage"
	>;
	readonly gateways: { readonly custom: CustomGateway; readonly managed: ManagedGateway };
	readonly backend: Pick<Backend, "acknowledge" | "cancel" | "list">;
	readonly log: Log;
	readonly lockTask: TaskLock;
	/** Those of the profile named, or of the active one. */
	readonly settings: (profileId?: string) => RequestSettings & { readonly isBase64Wanted: boolean };
	/** Called with undefined when the task no longer runs. */
	readonly onStage: (taskId: string, stage: Stage | undefined) => void;
	/** Previews, pending retries and failed images of a running task. */
	readonly onProgress: (taskId: string, change: (progress: TaskProgress) => TaskProgress) => void;
	/** The task's outcome could not be written to the library, with the error code; undefined: it has been written. */
	readonly onSaveProblem: (taskId: string, code: string | undefined) => void;
	/** The backend stopped answering. Called after the task is settled, so that recover() may resume it. */
	readonly onBackendLost: () => void;
	readonly newId: () => string;
	/** Milliseconds since 1970. */
	readonly now: () => number;
}

// What is only true while a task runs in this window: its stage, what of it can be seen already, what it waits for.
// Everything else about a task is in the library.
import { create } from "zustand";
import type { Stage } from "../gateway/types";

/** What a running task shows before its pictures are there. */
export interface LiveTask {
	/** Pictures that are not finished, by their place in the answer. */
	readonly previews: ReadonlyMap<number, Blob>;
	/** Asked again unasked, at this time. */
	readonly retry?: { readonly at: number; readonly reason: string } | undefined;
	/** Pictures of several that will not come. */
	readonly failed: number;
}

export interface LiveTasks {
	readonly stages: Readonly<Record<string, Stage>>;
	readonly tasks: Readonly<Record<string, LiveTask>>;
	/** Outcomes that could not be written down (storage full): shown on the card, kept by the backend. */
	readonly problems: Readonly<Record<string, string>>;
}

export const useLiveTasks = create<LiveTasks>(() => ({ stages: {}, tasks: {}, problems: {} }));

const NOTHING: LiveTask = { previews: new Map(), failed: 0 };

/** Without a stage it does not run any more, and nothing of it is live. */
export function setStage(taskId: string, stage: Stage | undefined): void {
	useLiveTasks.setState(({ stages, tasks }) => ({
		stages: set(stages, taskId, stage),
		tasks: stage ? tasks : set(tasks, taskId, undefined),
	}));
}

export function setLive(taskId: string, change: (task: LiveTask) => LiveTask): void {
	useLiveTasks.setState(({ tasks }) => ({ tasks: { ...tasks, [taskId]: change(tasks[taskId] ?? NOTHING) } }));
}

export function setProblem(taskId: string, code: string | undefined): void {
	useLiveTasks.setState(({ problems }) => ({ problems: set(problems, taskId, code) }));
}

/** The page alone has what came of some task: it still runs, and cannot be written down. */
export function isHolding(): boolean {
	const { stages, problems } = useLiveTasks.getState();
	return Object.keys(problems).some((id) => id in stages);
}

function set<T>(all: Readonly<Record<string, T>>, id: string, value: T | undefined): Record<string, T> {
	const { [id]: _, ...others } = all;
	return value === undefined ? others : { ...others, [id]: value };
}

// What is only true while a task runs in this window: its stage, what of it can be seen already, what it waits for.
// Everything else about a task is in the library.
import { create } from "zustand";
import type { Stage } from "../gateway/types";

/** What a running task shows before its pictures are there. */
export interface TaskProgress {
	/** Pictures that are not finished, by their place in the answer. */
	readonly previews: ReadonlyMap<number, Blob>;
	/** Asked again unasked, at this time. */
	readonly retry?: { readonly at: number; readonly reason: string } | undefined;
	/** Pictures of several that will not come. */
	readonly failedCount: number;
}

export interface TaskProgressState {
	readonly stages: Readonly<Record<string, Stage>>;
	readonly progress: Readonly<Record<string, TaskProgress>>;
	/** Outcomes that could not be written down (storage full): shown on the card, kept by the backend. */
	readonly saveProblems: Readonly<Record<string, string>>;
}

export const useTaskProgress = create<TaskProgressState>(() => ({ stages: {}, progress: {}, saveProblems: {} }));

const NOTHING: TaskProgress = { previews: new Map(), failedCount: 0 };

/** Without a stage it does not run any more, and nothing of it is live. */
export function setTaskStage(taskId: string, stage: Stage | undefined): void {
	useTaskProgress.setState(({ stages, progress }) => ({
		stages: set(stages, taskId, stage),
		progress: stage ? progress : set(progress, taskId, undefined),
	}));
}

export function updateTaskProgress(taskId: string, change: (task: TaskProgress) => TaskProgress): void {
	useTaskProgress.setState(({ progress }) => ({
		progress: { ...progress, [taskId]: change(progress[taskId] ?? NOTHING) },
	}));
}

export function setTaskSaveProblem(taskId: string, code: string | undefined): void {
	useTaskProgress.setState(({ saveProblems }) => ({ saveProblems: set(saveProblems, taskId, code) }));
}

/** The page alone has what came of some task: it still runs, and cannot be written down. */
export function hasUnsavedOutcomes(): boolean {
	const { stages, saveProblems } = useTaskProgress.getState();
	return Object.keys(saveProblems).some((id) => id in stages);
}

function set<T>(all: Readonly<Record<string, T>>, id: string, value: T | undefined): Record<string, T> {
	const { [id]: _, ...others } = all;
	return value === undefined ? others : { ...others, [id]: value };
}

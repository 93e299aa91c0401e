// State of running tasks that is not stored: the stage, previews of unfinished images, pending retries, and outcomes
// that could not be saved. Everything else about a task is in the library.
import { create } from "zustand";
import type { Stage, Upload } from "../gateway/types";

export interface TaskProgress {
	/** Unfinished images, by their index in the answer. */
	readonly previews: ReadonlyMap<number, Blob>;
	/** The backend repeats the request by itself at this time (ms since 1970). */
	readonly retry?: { readonly at: number; readonly reason: string } | undefined;
	/** The input images on their way to the backend. */
	readonly upload?: Upload | undefined;
	/** Number of requested images that have failed so far. */
	readonly failedCount: number;
}

export interface TaskProgressState {
	readonly stages: Readonly<Record<string, Stage>>;
	readonly progress: Readonly<Record<string, TaskProgress>>;
	/** Error codes of outcomes that could not be written to the library (storage full), by task. */
	readonly saveProblems: Readonly<Record<string, string>>;
}

export const useTaskProgress = create<TaskProgressState>(() => ({ stages: {}, progress: {}, saveProblems: {} }));

const INITIAL: TaskProgress = { previews: new Map(), failedCount: 0 };

/** A task without a stage does not run; its progress is dropped. */
export function setTaskStage(taskId: string, stage: Stage | undefined): void {
	useTaskProgress.setState(({ stages, progress }) => ({
		stages: withEntry(stages, taskId, stage),
		progress: stage ? progress : withEntry(progress, taskId, undefined),
	}));
}

export function updateTaskProgress(taskId: string, change: (progress: TaskProgress) => TaskProgress): void {
	useTaskProgress.setState(({ progress }) => ({
		progress: { ...progress, [taskId]: change(progress[taskId] ?? INITIAL) },
	}));
}

export function setTaskSaveProblem(taskId: string, code: string | undefined): void {
	useTaskProgress.setState(({ saveProblems }) => ({ saveProblems: withEntry(saveProblems, taskId, code) }));
}

/** Some task has an outcome that exists only in this page: the task still runs and cannot be saved. */
export function hasUnsavedOutcomes(): boolean {
	const { stages, saveProblems } = useTaskProgress.getState();
	return Object.keys(saveProblems).some((id) => id in stages);
}

/** Without a blob the preview is removed. */
export function withPreview(progress: TaskProgress, index: number, blob: Blob | undefined): TaskProgress {
	const previews = new Map(progress.previews);
	if (blob) previews.set(index, blob);
	else previews.delete(index);
	return { ...progress, previews };
}

function withEntry<T>(all: Readonly<Record<string, T>>, id: string, value: T | undefined): Record<string, T> {
	const { [id]: _, ...others } = all;
	return value === undefined ? others : { ...others, [id]: value };
}

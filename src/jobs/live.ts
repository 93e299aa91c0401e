// What is only true while a task runs in this window: its stage. Everything else about a task is in the library.
import { create } from "zustand";
import type { Stage } from "../gateway/types";

export interface LiveTasks {
	readonly stages: Readonly<Record<string, Stage>>;
	/** Outcomes that could not be written down (storage full): shown on the card, kept by the backend. */
	readonly problems: Readonly<Record<string, string>>;
}

export const useLiveTasks = create<LiveTasks>(() => ({ stages: {}, problems: {} }));

export function setStage(taskId: string, stage: Stage | undefined): void {
	useLiveTasks.setState(({ stages }) => {
		const { [taskId]: _, ...others } = stages;
		return { stages: stage ? { ...others, [taskId]: stage } : others };
	});
}

export function setProblem(taskId: string, code: string | undefined): void {
	useLiveTasks.setState(({ problems }) => {
		const { [taskId]: _, ...others } = problems;
		return { problems: code ? { ...others, [taskId]: code } : others };
	});
}

// Which picture is looked at in full; whoever shows a task may open it.
import { create } from "zustand";

export interface Looked {
	readonly task: string;
	/** Among the task's outputs. */
	readonly at: number;
}

export const useLightbox = create<{ readonly looked: Looked | null }>(() => ({ looked: null }));

/** By default at the first of them; what went along is below 0. */
export const openLightbox = (task: string, at = 0): void => useLightbox.setState({ looked: { task, at } });
export const closeLightbox = (): void => useLightbox.setState({ looked: null });

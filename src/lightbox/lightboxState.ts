// The image that the lightbox shows. Any part that shows a task can open it.
import { create } from "zustand";

export interface LightboxTarget {
	readonly taskId: string;
	/** See TaskImage.position. */
	readonly position: number;
}

export const useLightbox = create<{ readonly target: LightboxTarget | null }>(() => ({ target: null }));

/** Shows the task's first output by default. A negative position shows an input image. */
export const openLightbox = (taskId: string, position = 0): void =>
	useLightbox.setState({ target: { taskId, position } });
export const closeLightbox = (): void => useLightbox.setState({ target: null });

// The generations that this window has sent and whose pictures lie on the result strip, until the user takes them off or newer
// ones take their place. Their tasks stay in the library. Kept for the session, so that a reload changes nothing.
import { create } from "zustand";

interface GenerationsState {
	/** Ids of tasks, oldest first. */
	readonly tasks: readonly string[];
	/** Ids of pictures that were taken off the strip. */
	readonly dismissed: readonly string[];
}

const KEY = "image-studio.generations";
/** More would make the strip too long to find anything. */
const MAX_GENERATIONS = 6;

export const useGenerations = create<GenerationsState>(() => read());

/** Adds a generation as the newest. Pictures of it that were taken off return. */
export function addGeneration(taskId: string): void {
	const { tasks, dismissed } = useGenerations.getState();
	change({
		tasks: [...tasks.filter((id) => id !== taskId), taskId].slice(-MAX_GENERATIONS),
		dismissed: dismissed.filter((id) => !id.startsWith(`${taskId}-`)),
	});
}

/** True if the pictures of this task are on the strip. */
export const isListedGeneration = (taskId: string): boolean => useGenerations.getState().tasks.includes(taskId);

export function dismissGenerated(pictureId: string): void {
	const { tasks, dismissed } = useGenerations.getState();
	change({ tasks, dismissed: [...dismissed, pictureId] });
}

function change(state: GenerationsState): void {
	const dismissed = state.dismissed.filter((id) => state.tasks.some((task) => id.startsWith(`${task}-`)));
	useGenerations.setState({ ...state, dismissed });
	try {
		sessionStorage.setItem(KEY, JSON.stringify({ tasks: state.tasks, dismissed }));
	} catch {
		// The storage may be full or refused. The strip then lasts as long as the page.
	}
}

function read(): GenerationsState {
	try {
		const stored = JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<Record<keyof GenerationsState, unknown>>;
		const list = (value: unknown): string[] =>
			Array.isArray(value) ? value.filter((id): id is string => typeof id === "string") : [];
		return { tasks: list(stored.tasks), dismissed: list(stored.dismissed) };
	} catch {
		return { tasks: [], dismissed: [] };
	}
}

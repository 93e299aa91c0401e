// What can be done with tasks, whoever asks for it: a card, a menu, the selection, the detail. The studio makes it once.
// Nothing is returned: what goes wrong, and what can be undone, is said where it was made.
import type { TaskRecord } from "../library/records";

/** `index`: the output that is meant, by its place in the answer; the first where none is named. */
export interface TaskDeeds {
	/** Onto the canvas it came from; a new picture where it came from none. */
	readonly show: (task: TaskRecord, index?: number) => void;
	/** As a picture of its own. */
	readonly editOnCanvas: (task: TaskRecord, index?: number) => void;
	/** As a picture of its own in a window of its own. */
	readonly openWindow: (task: TaskRecord, index?: number) => void;
	readonly detail: (task: TaskRecord) => void;
	/** Its words, settings and pictures into the prompt bar. */
	readonly reuse: (task: TaskRecord) => void;
	readonly copy: (task: TaskRecord, index?: number) => void;
	readonly cancel: (task: TaskRecord) => void;
	readonly retry: (task: TaskRecord) => void;
	/** Looks among what the account has saved. */
	readonly bringIn: (task: TaskRecord) => void;
	readonly setFavourite: (ids: readonly string[], isFavourite: boolean) => void;
	readonly useAsReference: (ids: readonly string[], index?: number) => void;
	/** Without `index` every output of each. */
	readonly save: (ids: readonly string[], index?: number) => void;
	readonly remove: (ids: readonly string[]) => void;
}

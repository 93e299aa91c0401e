// The actions on tasks, as cards, menus, the selection bar and the detail call them. Implemented in actions/. Nothing is
// returned: the implementation reports errors and offers undo in notices.
import type { TaskRecord } from "../library/records";

/** `index`: the output's index in the provider's answer; absent: the first output. */
export interface TaskActions {
	/** Shows the output on the canvas of the document it was made for, or on the result strip if it was made for none. */
	readonly show: (task: TaskRecord, index?: number) => void;
	/** Opens the output as a new document. */
	readonly editOnCanvas: (task: TaskRecord, index?: number) => void;
	/** Opens the output as a new document in a new window. */
	readonly openWindow: (task: TaskRecord, index?: number) => void;
	/** Puts the output on the open picture as a layer. */
	readonly placeAsLayer: (task: TaskRecord, index?: number) => void;
	readonly openDetail: (task: TaskRecord) => void;
	/** Sends the same request again, for as many pictures, through the current gateway. */
	readonly again: (task: TaskRecord) => void;
	/** Copies the task's prompt, parameters and input pictures to the prompt bar. */
	readonly reusePrompt: (task: TaskRecord) => void;
	readonly copy: (task: TaskRecord, index?: number) => void;
	readonly cancel: (task: TaskRecord) => void;
	readonly retry: (task: TaskRecord) => void;
	/** Changes the option of the endpoint that the server refused, and retries. */
	readonly remedy: (task: TaskRecord) => void;
	/** Looks for the task's outputs among those that the cloud account has stored. */
	readonly fetchCloudOutputs: (task: TaskRecord) => void;
	/** With `index`, stars that one output of each task. */
	readonly setFavourite: (ids: readonly string[], isFavourite: boolean, index?: number) => void;
	readonly useAsReference: (ids: readonly string[], index?: number) => void;
	/** Without `index`, saves every output of each task. */
	readonly save: (ids: readonly string[], index?: number) => void;
	readonly remove: (ids: readonly string[]) => void;
}

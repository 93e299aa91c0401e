// What the interface reads of an editor: more than the public state, and a new object whenever something in it changed.
import type { History } from "../document";
import type { ActionContext, Tool } from "../tools";
import type { EditorError, EditorState } from "../types";

export interface Snapshot extends ActionContext {
	readonly state: EditorState;
	readonly notice: EditorError | null;
	/** The tool that the pointer has now: Space lends it to the hand. */
	readonly pointerTool: Tool;
	readonly isGesturing: boolean;
}

export interface SnapshotParts
	extends Pick<Snapshot, "settings" | "isMaskShown" | "areResultsShown" | "notice" | "pointerTool" | "isGesturing">,
		Pick<EditorState, "busy" | "activeTool" | "hasMask" | "revision" | "zoom"> {
	readonly history: History | null;
}

export function takeSnapshot({ history, busy, hasMask, revision, zoom, ...shared }: SnapshotParts): Snapshot {
	const document = history?.document ?? null;
	const canUndo = (history?.past.length ?? 0) > 0;
	const canRedo = (history?.future.length ?? 0) > 0;
	const picture = document && {
		id: document.id,
		name: document.picture.name,
		width: document.picture.width,
		height: document.picture.height,
	};
	const results = document?.results.map(({ id, image, isVisible }) => ({ id, image, visible: isVisible })) ?? [];
	const { activeTool } = shared;
	const state = { picture, busy, activeTool, hasMask, canUndo, canRedo, revision, results, zoom };
	return { ...shared, state, document, canUndo, canRedo };
}

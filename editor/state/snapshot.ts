// What the interface reads of an editor: more than the public state, and a new object whenever something in it changed.
import { type History, regionNotes } from "../document/index";
import type { ActionContext, CompareMode, Tool } from "../tools/index";
import type { EditorError, EditorState, PictureNote } from "../types";
import { effectiveCompareMode } from "./compare";
import type { KeyboardPointer } from "./keyboardPointer";

/** What of the document is looked at; none of it is stored. */
export interface ViewState {
	readonly mask: boolean;
	readonly results: boolean;
	readonly maskOnly: boolean;
	readonly compare: CompareMode;
	/** Of the divider from the left, and how far faded in: 0 to 1. */
	readonly position: number;
	/** The picture after so many of its edits; null: as it is. */
	readonly asOf: number | null;
	/** How much of this result's answer is taken is shown in place of the masks; null: of none. */
	readonly edgesOf: string | null;
}

export interface Snapshot extends ActionContext {
	readonly state: EditorState;
	readonly notice: EditorError | null;
	/** What importing changed in the picture, while that is news. */
	readonly importNotes: readonly PictureNote[];
	/** The tool that the pointer has now: Space lends it to the hand. */
	readonly pointerTool: Tool;
	readonly isGesturing: boolean;
	readonly keyboardPointer: KeyboardPointer | null;
	/** The picture is looked at as it was after so many edits; null: as it is. */
	readonly asOf: number | null;
	/** A mask operation is being worked out. */
	readonly isWorking: boolean;
}

export interface SnapshotParts
	extends Pick<
			Snapshot,
			| "notice"
			| "importNotes"
			| "pointerTool"
			| "isGesturing"
			| "isWorking"
			| "openPanel"
			| "canReuseMask"
			| "before"
			| "keyboardPointer"
		>,
		Pick<EditorState, "isBusy" | "activeTool" | "hasMask" | "revision" | "zoom" | "preferences"> {
	readonly history: History | null;
	readonly shown: ViewState;
	/** What importing changed in the picture's samples. */
	readonly notes: readonly PictureNote[];
}

export function takeSnapshot({ history, shown, notes, ...parts }: SnapshotParts): Snapshot {
	const { isBusy, hasMask, revision, zoom, activeTool, preferences, ...shared } = parts;
	const document = history?.document ?? null;
	const canUndo = (history?.past.length ?? 0) > 0;
	const canRedo = (history?.future.length ?? 0) > 0;
	const picture = document && {
		id: document.id,
		name: document.picture.name,
		width: document.picture.width,
		height: document.picture.height,
		notes,
	};
	const results = document?.results.map(({ id, image, isVisible }) => ({ id, image, visible: isVisible })) ?? [];
	const frame = document?.frame ?? null;
	const references = document?.references.filter(({ isVisible }) => isVisible) ?? [];
	const noteCount = document ? regionNotes(document).filter(({ text }) => text.trim() !== "").length : 0;
	const about = { picture, frame, references, results, noteCount };
	const state = { ...about, isBusy, activeTool, hasMask, canUndo, canRedo, revision, zoom, preferences };
	return {
		...shared,
		state,
		document,
		activeTool,
		canUndo,
		canRedo,
		settings: preferences.tools,
		finger: preferences.finger,
		isMaskShown: shown.mask,
		areResultsShown: shown.results,
		isMaskOnly: shown.maskOnly,
		compare: effectiveCompareMode(document, shown),
		position: shown.position,
		asOf: shown.asOf,
		hasKeyPointer: shared.keyboardPointer !== null,
	};
}

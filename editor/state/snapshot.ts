// The snapshot that React renders from: more than the public state, and a new object whenever anything in it has changed.
import { sharedAnnotations } from "../annotations";
import {
	type Annotation,
	type History,
	canUndo as hasStep,
	regionNotes,
	sentReferences,
	shownPaints,
} from "../document";
import type { GeneratedPicture } from "../resultSource";
import type { ActionContext, CustomKeys, Label, Tool } from "../tools";
import type { EditorError, EditorState, PictureNote } from "../types";
import { effectiveCompareMode } from "./compare";
import type { KeyboardPointer } from "./keyboardPointer";
import type { ViewState } from "./viewState";

export interface Snapshot extends ActionContext {
	readonly state: EditorState;
	readonly keys: CustomKeys;
	readonly notice: EditorError | null;
	/** The changes that importing made to the picture's samples, until they are dismissed or the document changes. */
	readonly importNotes: readonly PictureNote[];
	/** The tool that a press would use: the hand while Space is held, otherwise the active tool. */
	readonly pointerTool: Tool;
	readonly isGesturing: boolean;
	/** A gesture goes on although the pointer is released, until it is applied or cancelled. */
	readonly isGestureOpen: boolean;
	/** A sentence of the active tool. */
	readonly toolStatus: Label | null;
	/** "none": the embedding program offers no segmentation; "unset": the user has not named a model. */
	readonly segmentation: "none" | "unset" | "ready";
	readonly keyboardPointer: KeyboardPointer | null;
	/** The canvas shows the picture after this many accepted edits; null: its current state. */
	readonly asOf: number | null;
	readonly generated: readonly GeneratedPicture[];
	readonly shownGenerated: string | null;
	/** The annotation whose text is edited in its place, as it was when that began; null: none. */
	readonly editedText: Annotation | null;
	readonly against: string | null;
	/** A mask operation is running. */
	readonly isWorking: boolean;
	/** The operation changes the picture, not a mask. */
	readonly isPictureChanging: boolean;
}

export interface SnapshotParts
	extends Pick<
			Snapshot,
			| "notice"
			| "importNotes"
			| "pointerTool"
			| "isGesturing"
			| "isGestureOpen"
			| "toolStatus"
			| "segmentation"
			| "isWorking"
			| "isPictureChanging"
			| "openPanel"
			| "canReuseMask"
			| "canStoreMasks"
			| "before"
			| "keyboardPointer"
			| "generated"
			| "orientation"
			| "imageSize"
		>,
		Pick<EditorState, "isBusy" | "activeTool" | "hasMask" | "revision" | "editAreaRevision" | "zoom" | "preferences"> {
	readonly history: History | null;
	readonly viewState: ViewState;
	/** The changes that importing made to the picture's samples. */
	readonly notes: readonly PictureNote[];
}

const NO_KEYS: CustomKeys = {};

export function createSnapshot({ history, viewState, notes, ...parts }: SnapshotParts): Snapshot {
	const { isBusy, hasMask, revision, editAreaRevision, zoom, activeTool, preferences, ...shared } = parts;
	const document = history?.document ?? null;
	const canUndo = history !== null && hasStep(history);
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
	const references = sentReferences(document?.references ?? []);
	const shownGenerated = parts.generated.find(({ id }) => id === viewState.shownGenerated)?.id ?? null;
	const { against } = viewState;
	const isAgainst = [...results, ...parts.generated].some(({ id }) => id === against);
	const noteCount = document ? regionNotes(document).filter(({ text }) => text.trim() !== "").length : 0;
	const drawings = sharedAnnotations(document?.annotations ?? []);
	const writtenDrawingCount = drawings.filter(({ text = "" }) => text.trim() !== "").length;
	const counts = {
		noteCount,
		drawingCount: drawings.length + (document ? shownPaints(document).length : 0),
		writtenDrawingCount,
	};
	const content = { picture, frame, references, results, ...counts };
	const revisions = { revision, editAreaRevision };
	const state = { ...content, ...revisions, isBusy, activeTool, hasMask, canUndo, canRedo, zoom, preferences };
	return {
		...shared,
		state,
		document,
		activeTool,
		canUndo,
		canRedo,
		settings: preferences.tools,
		finger: preferences.finger,
		keys: preferences.keys ?? NO_KEYS,
		isMaskShown: viewState.mask,
		areResultsShown: viewState.results,
		isMaskOnly: viewState.maskOnly,
		compare:
			shownGenerated === null ? effectiveCompareMode(document, viewState) : isAgainst ? viewState.compare : "none",
		against: isAgainst ? against : null,
		position: viewState.position,
		asOf: viewState.asOf,
		selectedObjects: viewState.selectedObjects,
		croppedObject: viewState.croppedObject,
		editedText: viewState.editedText,
		hasKeyPointer: shared.keyboardPointer !== null,
		shownGenerated,
	};
}

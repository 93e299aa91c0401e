// The editor's public vocabulary: what a program that embeds it may say and hear. No task, gateway or host in here.

import type { EditPlan, PasteOptions } from "./document";
import type { EditExtent, SizeRules } from "./plan";

export type Locale = "en" | "zh";

/** One string in both languages; a missing translation is a type error. */
export interface Phrase {
	readonly en: string;
	readonly zh: string;
}

/** Where the pictures of a document live. The editor stores only the ids that `put` returned. */
export interface ImageStore {
	put(bytes: Blob): Promise<string>;
	get(id: string): Promise<Blob | undefined>;
}

export interface ExportedMask {
	/** RGBA8 PNG of exactly the picture's size: white under alpha 0 (edit here), black under alpha 255 (keep). */
	readonly png: Uint8Array<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
	/** How many pixels have alpha 0, that is, are to be edited. */
	readonly editPixels: number;
}

/** What of a document is wanted as a picture. In a mask transparent, white or black says "edit here". */
export type ExportKind = "picture" | "imported" | "mask-transparent" | "mask-white" | "mask-black";

export interface ExportedPicture {
	readonly png: Uint8Array<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
}

/**
 * What of a document is stored: plain, structured-cloneable. Tiles and steps are immutable and the same objects from one
 * `save` to the next, so that a store can tell by identity what it has already written.
 */
export interface SavedDocument {
	readonly version: 1;
	readonly id: string;
	readonly name: string;
	readonly width: number;
	readonly height: number;
	/** ImageStore id of the imported file, as it came. */
	readonly base: string;
	/** Where the imported picture lies on the canvas; absent: it is the whole. */
	readonly imported?: Frame;
	readonly masks: readonly SavedMask[];
	readonly results: readonly SavedResult[];
	readonly accepted?: readonly SavedResult[];
	readonly references?: readonly SavedReference[];
	readonly activeMask?: string;
	readonly frame?: Frame | null;
	readonly history?: SavedHistory;
}

/** Half-open, in picture pixels; it may reach beyond the picture. */
export interface Frame {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export interface SavedReference {
	readonly id: string;
	readonly image: string;
	readonly name: string;
	readonly place: Frame;
	readonly opacity: number;
	readonly isVisible: boolean;
}

/** Undo and redo; the last of each is the next to be taken. */
export interface SavedHistory {
	readonly tree: number;
	readonly past: readonly SavedStep[];
	readonly future: readonly SavedStep[];
}

export interface SavedStep {
	readonly patches: readonly SavedPatch[];
	readonly inverse: readonly SavedPatch[];
	readonly undoBytes: number;
	readonly redoBytes: number;
}

export interface SavedPatch {
	readonly op: "add" | "replace" | "remove";
	readonly path: readonly (string | number)[];
	/** May hold tiles: Uint8Array. */
	readonly value?: unknown;
}

export interface SavedMask {
	readonly id: string;
	readonly name: string;
	readonly colour: string;
	readonly visible: boolean;
	readonly pattern?: string;
	readonly opacity?: number;
	readonly locked?: boolean;
	/** What is taken of this result's answer, not what an edit is asked for. */
	readonly of?: string;
	/** Words for what is painted. */
	readonly note?: string;
	readonly tiles: readonly SavedTile[];
}

/** Uniform tiles are a value 0-255; others are 65,536 bytes of coverage (255 = edit). */
export interface SavedTile {
	readonly x: number;
	readonly y: number;
	readonly coverage: number | Uint8Array<ArrayBuffer>;
}

export interface SavedResult {
	readonly id: string;
	readonly image: string;
	readonly visible: boolean;
	/** How the answer lies on the picture; absent: scaled to the whole of it. */
	readonly edit?: SavedEdit;
	readonly paste?: PasteOptions;
	/** How far the canvas has grown to the left and to the top since the edit was planned. */
	readonly moved?: { readonly x: number; readonly y: number };
}

/** Made by `prepareEdit`; plain, to be kept beside the request and handed to `showResult`. */
export interface SavedEdit {
	readonly plan: EditPlan;
	/** ImageStore id of what was painted: a grey PNG of the picture's size, 255 = edit; null: the whole picture. */
	readonly coverage: string | null;
	/** Where the imported picture lay on the canvas when this was planned. */
	readonly origin?: { readonly x: number; readonly y: number };
	/** Where references were drawn into the picture that was sent. */
	readonly drawn?: readonly Frame[];
}

export type EditorErrorCode =
	| "not-an-image"
	| "empty-file"
	| "unreadable-file"
	| "file-too-large"
	| "damaged-image"
	| "image-too-large"
	| "no-memory"
	| "no-picture"
	| "picture-left"
	| "nothing-masked"
	| "everything-masked"
	| "mask-size-mismatch"
	| "mask-too-large"
	| "mask-locked"
	| "mask-unclear"
	| "nothing-transparent"
	| "nothing-light"
	| "operation-failed"
	| "result-missing"
	| "answer-unreadable"
	| "answer-transparent"
	| "answer-tiny"
	| "not-stored";

/** A refusal that a person can understand: `describeEditorError` gives it words. The document is untouched. */
export class EditorError extends Error {
	override readonly name = "EditorError";
	constructor(
		readonly code: EditorErrorCode,
		readonly details: Readonly<Record<string, string | number>> = {},
		options?: ErrorOptions,
	) {
		super(code, options);
	}
}

/** How an edit is to go out. */
export interface EditOptions {
	/** Which sizes the model takes. */
	readonly rules: SizeRules;
	/** "auto" if absent: the whole where nothing is lost by it, otherwise the region around the mask. */
	readonly extent?: EditExtent;
	/** Around a region on each side, as a share of the mask's mean edge. */
	readonly context?: number;
	readonly maxPixels?: number;
	/** The person was asked and wants the whole picture repainted. */
	readonly allowEverything?: boolean;
	/** Areas that lie apart go out one by one, each with its own surroundings, where that makes more than one request. */
	readonly isPerArea?: boolean;
	/** "composed": references that lie on what goes out are drawn into it as they lie; "separate" if absent. */
	readonly references?: "separate" | "composed";
	/** "markup": in place of a mask a transparent picture in the masks' colours; "mask" if absent. */
	readonly guide?: "mask" | "markup";
}

/** What goes out for an edit, and what it takes to put the answer back. */
/** Words for a region, and where it lies in the picture that goes out: shares of its edges, 0 to 1. */
export interface SentNote {
	readonly text: string;
	readonly place: Frame;
}

export interface PreparedEdit {
	readonly notes: readonly SentNote[];
	readonly edit: SavedEdit;
	/** PNG of exactly `edit.plan.sent` pixels. */
	readonly picture: Uint8Array<ArrayBuffer>;
	/** Of the same size; null: nothing is masked and no frame adds anything, or a markup says where. */
	readonly mask: ExportedMask | null;
	/** PNG of the same size, transparent but for the masks in their colours. */
	readonly markup?: Uint8Array<ArrayBuffer>;
	/** ImageStore ids of the pictures that go along, in their order. */
	readonly references: readonly string[];
}

/** How an answer came out, for people to know. */
export interface ResultReport {
	/** The answer's own size. */
	readonly width: number;
	readonly height: number;
	/** How far its content had moved, in picture pixels, where it was moved back; null: it lies where it belongs. */
	readonly shift: { readonly x: number; readonly y: number } | null;
	/** How far it strayed where nothing was to change; null where everything was to. */
	readonly drift: { readonly mean: number; readonly changed: number; readonly isMaskIgnored: boolean } | null;
}

/** What the shell around the editor may show or react to. A new object whenever something in it changed. */
export interface EditorState {
	readonly picture: {
		readonly id: string;
		readonly name: string;
		readonly width: number;
		readonly height: number;
		readonly notes?: readonly PictureNote[];
	} | null;
	readonly isBusy: boolean;
	readonly activeTool: string;
	/** Whether any visible mask layer has coverage; computed at the end of a gesture, not during it. */
	readonly hasMask: boolean;
	/** Regions of which somebody has said what is to change. */
	readonly noteCount: number;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** Increases with every finished gesture or command that changed the document: save when it changes. */
	readonly revision: number;
	readonly results: readonly SavedResult[];
	/** The edit frame; null: the whole picture. */
	readonly frame: Frame | null;
	/** Pictures beside it that are shown, the lowest first. */
	readonly references: readonly Pick<SavedReference, "id" | "image" | "name">[];
	/** View: screen CSS pixels per picture pixel. */
	readonly zoom: number;
	/** A new object when something was set: store it, and give it back to `setPreferences`. */
	readonly preferences: EditorPreferences;
}

/** What importing a picture changed in its samples: for people to know. */
export type PictureNote = "reduced-to-8-bit" | "converted-profile";

/** What in a mask file says "edit here". */
export type MaskPolarity = "transparent" | "opaque" | "light" | "dark";

/** What people set about the editor itself; plain data, the same for every document. */
export interface EditorPreferences {
	/** By tool or operation, then by option. */
	readonly tools: Readonly<Record<string, Readonly<Record<string, number | boolean | string>>>>;
	/** What one finger on the canvas does; a pen always draws. */
	readonly finger: "draw" | "pan";
}

export type FilePurpose = "picture" | "mask" | "reference";

/** Ways for files to come in that only the program around the editor has. */
export interface FileSource {
	/** Asks for files. null: none was chosen; undefined: there is no way to ask, so the browser's picker does. */
	pick(purpose: FilePurpose): Promise<readonly File[] | null | undefined>;
	/**
	 * Files that were dropped, where the page itself does not see it; a null purpose is asked for. No files: a drag has
	 * ended without any. Returns how to stop.
	 */
	onDrop(listener: (files: readonly File[], purpose: FilePurpose | null) => void): () => void;
}

export interface Editor {
	getState(): EditorState;
	subscribe(listener: () => void): () => void;
	/** Opens a picture in place of the current document. Rejects with EditorError and leaves everything as it was. */
	open(bytes: Blob, name: string): Promise<void>;
	close(): void;
	/** Not a step of the history. */
	rename(name: string): void;
	/** Runs a command of the registry by id, e.g. "edit.undo", "mask.clear", "view.fit", "tool.brush". */
	run(command: string): void;
	/** Throws EditorError: no-picture, nothing-masked, everything-masked (unless allowed). */
	exportMask(options?: { allowEverything?: boolean }): Promise<ExportedMask>;
	/** PNG, to keep: the picture as it is or as it came, the visible masks alone. Throws nothing-masked. */
	exportAs(kind: ExportKind): Promise<ExportedPicture>;
	/** The imported samples as PNG, never through a canvas. */
	exportPicture(): Promise<ExportedPicture>;
	/** What would go out for an edit now; null without a picture. Quick: it looks at the masks' bounds, at no pixel. */
	planEdit(wishes: EditOptions): EditPlan | null;
	/**
	 * What an edit of the visible masks and the frame sends, worked out off the main thread. Throws EditorError:
	 * no-picture, everything-masked (unless allowed), mask-too-large.
	 */
	prepareEdit(wishes: EditOptions): Promise<PreparedEdit>;
	/** As `planEdit`, one for each request: several where areas lie apart and that is wished for; none without a picture. */
	planEdits(wishes: EditOptions): readonly EditPlan[];
	/** As `prepareEdit`, one for each of `planEdits`. */
	prepareEdits(wishes: EditOptions): Promise<readonly PreparedEdit[]>;
	/** How much of an answer is taken, over what goes out: a grey PNG in picture pixels, 255 = all of it. */
	exportPasteCoverage(edit: SavedEdit): Promise<ExportedPicture>;
	/** Edits will go out like this: the canvas shows which part of the picture that is. null: shown no more. */
	previewRequest(wishes: EditOptions | null): void;
	/** What goes out becomes the edit frame, to be changed by hand. */
	frameSentArea(): void;
	/** Shows a result on the picture where its edit belongs, or scaled to the whole of it; one undo step. */
	showResult(id: string, bytes: Blob, edit?: SavedEdit): Promise<ResultReport>;
	/** As `EditorState.preferences` gave them, whenever they were stored; what is missing or unknown is as at first. */
	setPreferences(preferences: Partial<EditorPreferences>): void;
	/** Adds a picture as a reference layer beside the picture; one undo step. */
	addReference(bytes: Blob, name: string): Promise<void>;
	/** To another place among the references, counted from the lowest; one undo step. */
	moveReference(id: string, to: number): void;
	/** One undo step. */
	removeReference(id: string): void;
	/**
	 * A mask from a file of exactly the picture's size: added to the active mask, or in place of what is on it; one undo
	 * step. What the file means by it is detected where it is not said. Rejects with mask-size-mismatch, mask-unclear,
	 * mask-locked.
	 */
	importMask(bytes: Blob, options?: { meaning?: MaskPolarity; isReplacing?: boolean }): Promise<void>;
	save(): SavedDocument | null;
	/** A document of its own from the picture as it was after an accepted edit; null: as it was imported. */
	branch(acceptedId: string | null): SavedDocument | null;
	load(saved: SavedDocument): Promise<void>;
	destroy(): void;
}

// The public types of the editor: what an embedding program passes in, calls and receives. They know nothing of tasks,
// gateways or HaloForge.
import type { EditPlan, MaskPort, SavedDocument, EditRecord as SavedEdit, SavedReference } from "./document";
import type { LayersNote } from "./layeredPicture";
import type { EditExtent, SizeRules } from "./plan";
import type { MaskPolarity, Rect, RgbaImage } from "./raster";
import type { CustomKeys } from "./tools";

export type {
	AdjustmentLayer,
	Annotation,
	AnnotationKind,
	DrawnAdjustment,
	DrawnPart,
	EditEdges,
	EditPlan,
	EditRecord as SavedEdit,
	Guide,
	GuideLine,
	MaskPort,
	MaskPreview,
	MaskRequest,
	MaskUse,
	PasteOptions,
	SavedDocument,
	SavedHistory,
	SavedMask,
	SavedPaint,
	SavedPaintTile,
	SavedPatch,
	SavedReference,
	SavedResult,
	SavedStep,
	SavedTile,
	SentAdjustment,
	SnapAxis,
	StoredMask,
	TextAlign,
} from "./document";
export { EditorError, type EditorErrorCode } from "./editorError";
export type { LayeredFileReader, LayeredPicture, LayersNote, ReadLayer } from "./layeredPicture";
export type { EditExtent, SizeRules } from "./plan";
export type {
	Adjustment,
	AdjustmentKind,
	BlendMode,
	Coverage,
	CurveChannel,
	CurvePoint,
	MaskPolarity,
	Orientation,
	PaintTile,
	Placement,
	Rect,
	RgbaImage,
	Size,
	Tile,
	Tiles,
} from "./raster";
export type { CustomKeys, KeyBinding, KeyScope, Label as Phrase } from "./tools";

/** A language of the interface. Both are complete. */
export type Locale = "en" | "zh";

/** A half-open rectangle in picture pixels, which may extend beyond the picture. */
export type Frame = Rect;

/** Stores the pictures of documents. The editor keeps only the ids that `put` returns. */
export interface ImageStore {
	/** Stores a picture file unchanged, and returns the id to read it by. It may return the same id for the same bytes. */
	put(bytes: Blob): Promise<string>;
	/** undefined: there is no image of this id. */
	get(id: string): Promise<Blob | undefined>;
}

/** The painted masks as one PNG, as the edit interfaces of image models take it. */
export interface ExportedMask {
	/** An RGBA8 PNG of exactly the picture's size: white under alpha 0 (edit), black under alpha 255 (keep). */
	readonly png: Uint8Array<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
	/** The number of pixels with alpha 0, which are edited. */
	readonly editPixels: number;
}

/**
 * "picture": with all accepted edits; "edited": without its placed pictures and adjustments; "imported": as imported; the others: the mask, with transparent, white or black
 * pixels where it is edited.
 */
export type ExportKind = "picture" | "edited" | "imported" | "mask-transparent" | "mask-white" | "mask-black";

/** A PNG file and its size. */
export interface ExportedPicture {
	readonly png: Uint8Array<ArrayBuffer>;
	readonly width: number;
	readonly height: number;
}

/** Options for sending an edit. */
export interface EditOptions {
	/** The image sizes that the model accepts. */
	readonly rules: SizeRules;
	/** "auto": the whole picture if it can be sent without downscaling, otherwise the region around the mask. Default: "auto". */
	readonly extent?: EditExtent;
	/** The margin around a region on each side, as a share of the mask's mean side. */
	readonly context?: number;
	/** A lower pixel limit than that of the rules, for price and speed. */
	readonly maxPixels?: number;
	/** True if a mask over the whole picture is accepted; the user has confirmed it. Default: false. */
	readonly allowEverything?: boolean;
	/** True if separate areas are sent as separate requests, each with its own surroundings. Default: false. */
	readonly isPerArea?: boolean;
	/** "composed": references on the sent area are drawn into the sent picture. Default: "separate". */
	readonly references?: "separate" | "composed";
	/** "markup": sends a transparent picture in the masks' colours instead of a mask. Default: "mask". */
	readonly guide?: "mask" | "markup";
	/** The way in which annotations and paint reach the model. Default: "none". */
	readonly drawings?: DrawingEncoding;
	/** With drawings: "mask", the picture pixels by which their mask is grown. Default: 0. */
	readonly drawingsGrow?: number;
}

/**
 * "copy": drawn into a copy of the picture, which is sent beside it; "markup": drawn on a transparent ground, in place of a
 * mask; "mask": closed shapes, strokes and paint join the mask; "words": their texts become instructions with places.
 */
export type DrawingEncoding = "none" | "copy" | "markup" | "mask" | "words";

/** The instruction for a masked region and its position in the sent picture. */
export interface SentNote {
	readonly text: string;
	/** In shares of the sent picture's width and height, 0 to 1. */
	readonly place: Frame;
	/** It is written on the picture. */
	readonly isDrawing?: true;
}

/** The content of one edit request, and the record to paste its answer with. */
export interface PreparedEdit {
	readonly notes: readonly SentNote[];
	readonly edit: SavedEdit;
	/** A PNG of exactly `edit.plan.sent` pixels. */
	readonly picture: Uint8Array<ArrayBuffer>;
	/** The mask, of the same size. null: there is neither a mask nor an area added by the frame, or markup is used. */
	readonly mask: ExportedMask | null;
	/** A PNG of the same size, transparent except for the masks in their colours. */
	readonly markup?: Uint8Array<ArrayBuffer>;
	/** A PNG of the same size: the picture with the annotations drawn into it. */
	readonly drawing?: Uint8Array<ArrayBuffer>;
	/**
	 * The ImageStore ids of the reference pictures to send, in order: with their crop, flips and rotation applied, but not
	 * their opacity.
	 */
	readonly references: readonly string[];
	/** The ImageStore ids of the same reference pictures as they were imported. */
	readonly originals: readonly string[];
}

/** Progress of preparing an edit. */
export interface PrepareProgress {
	readonly stage: "cutting" | "encoding";
	/** Of the stage, from 0 to 1. */
	readonly share: number;
}

/** Cancels a preparation, and follows its progress. */
export interface PrepareWatch {
	/** Stops the preparation, which then rejects with the signal's reason. */
	readonly signal?: AbortSignal | undefined;
	/** Called as the preparation goes on. */
	readonly onProgress?: ((progress: PrepareProgress) => void) | undefined;
}

/** "edited": the picture without its placed pictures and adjustments. */
export type PixelKind = "picture" | "edited" | "imported";

/** Cancels an export, and follows its progress. */
export interface ExportWatch {
	/** Stops the export, which then rejects with the signal's reason. */
	readonly signal?: AbortSignal | undefined;
	/** Called with the share of the picture's rows that are encoded, where that can be told. */
	readonly onProgress?: ((share: number) => void) | undefined;
}

/** Measurements of an answer, to be shown to the user. */
export interface ResultReport {
	/** The size of the answer. */
	readonly width: number;
	readonly height: number;
	/** The shift of the answer's content that was corrected, in picture pixels; null: none. */
	readonly shift: { readonly x: number; readonly y: number } | null;
	/**
	 * The deviation from the picture outside the mask: its mean, and the share of changed pixels, 0 to 1; null if the whole picture
	 * was edited.
	 */
	readonly drift: { readonly mean: number; readonly changed: number; readonly isMaskIgnored: boolean } | null;
}

/** The state of the editor that the embedding program may show. A new object after every change. */
export interface EditorState {
	readonly picture: {
		readonly id: string;
		readonly name: string;
		readonly width: number;
		readonly height: number;
		readonly notes?: readonly PictureNote[];
	} | null;
	/** True if a picture is being opened. */
	readonly isBusy: boolean;
	readonly activeTool: string;
	/** True if a visible mask has coverage. Computed at the end of a gesture. */
	readonly hasMask: boolean;
	/** The number of masked regions with an instruction. */
	readonly noteCount: number;
	/** The number of visible annotations and paint layers that a request may show, and of those with a text. */
	readonly drawingCount: number;
	readonly writtenDrawingCount: number;
	readonly canUndo: boolean;
	readonly canRedo: boolean;
	/** Increases with every gesture or command that changes the document: save when it changes. */
	readonly revision: number;
	/** Increases when the user paints or frames the area of the next edit; not by undo, nor when another document is opened. */
	readonly editAreaRevision: number;
	readonly results: SavedDocument["results"];
	/** The edit frame; null: the whole picture. */
	readonly frame: Frame | null;
	/** The pictures that are sent as references, from bottom to top. */
	readonly references: readonly Pick<SavedReference, "id" | "image" | "name">[];
	/** Screen CSS pixels per picture pixel. */
	readonly zoom: number;
	/** A new object when a preference changes: store it, and pass it to `setPreferences` next time. */
	readonly preferences: EditorPreferences;
}

/** A conversion of the samples at import, or a part of the file that was not opened, to be shown to the user. */
export type PictureNote =
	| "reduced-to-8-bit"
	| "converted-profile"
	| "first-frame"
	| "damaged-file"
	| "candidates-removed"
	| LayersNote;

/** Settings of the editor that apply to every document. Plain data. */
export interface EditorPreferences {
	/** By the id of a tool or an operation, then by the id of an option. */
	readonly tools: Readonly<Record<string, Readonly<Record<string, number | boolean | string>>>>;
	/** The effect of one finger on the canvas. A pen always draws. */
	readonly finger: "draw" | "pan";
	/** The changed keys, by the id of the action or of a binding of the embedding program. Default: none. */
	readonly keys?: CustomKeys;
}

/** The use of a picked or dropped file: opened as the picture, imported as a mask, or placed on the canvas. */
export type FilePurpose = "picture" | "mask" | "reference";

/** As FilePurpose; "place": on the canvas, where it is dropped. */
export type DropPurpose = FilePurpose | "place";

/** A point of the page in CSS pixels, from its upper left corner. */
export interface PagePoint {
	readonly x: number;
	readonly y: number;
}

/** File dialogs and drops that only the embedding program can provide. */
export interface FileSource {
	/** Opens a file dialog. null: the user cancelled; undefined: there is none, and the browser's dialog is used. */
	pick(purpose: FilePurpose): Promise<readonly File[] | null | undefined>;
	/** Watches drags of files that the page itself does not receive. Returns a function that stops watching. */
	watchDrops(listener: FileDropListener): () => void;
}

/** Receives drags and drops of files that the page itself does not receive. */
export interface FileDropListener {
	/** Files are dragged over the panel, and over this drop zone if over any; null: the drag has left or ended. */
	onDrag(drag: { readonly over: DropPurpose | null } | null): void;
	/** null: the purpose is not known, and the editor asks the user. `at`: where they were dropped. */
	onFiles(files: readonly File[], purpose: DropPurpose | null, at?: PagePoint): void;
}

/** A step of the history that was undone or redone. */
export interface TakenStep {
	readonly way: "undo" | "redo";
	/** For `describeStep`. undefined: an earlier version has stored the step without a name. */
	readonly name: string | undefined;
}

/** The editor. `createEditor` makes one, `EditorView` shows it. Asynchronous methods reject with EditorError. */
export interface Editor {
	/** Returns the same object until something changes, as useSyncExternalStore needs it. */
	getState(): EditorState;
	/** Calls back after each change of the state. Returns a function that stops that. */
	subscribe(listener: () => void): () => void;
	/** Calls back after each step that is undone or redone. Returns a function that stops that. */
	onStep(listener: (step: TakenStep) => void): () => void;

	/** Opens a picture in place of the current document. If it rejects, the current document stays open. */
	open(bytes: Blob, name: string): Promise<void>;
	/** Closes the document without saving it. */
	close(): void;
	/** Renames the document. Makes no history entry. */
	rename(name: string): void;
	/** Returns the document as plain data to store; null if there is none. */
	save(): SavedDocument | null;
	/** Opens a stored document. Rejects with unreadable-file if the store no longer has its picture. */
	load(saved: SavedDocument): Promise<void>;
	/** Returns a new document from the picture after an accepted edit, or as imported if the id is null. */
	branch(acceptedId: string | null): SavedDocument | null;
	/** Stops the workers and frees the memory. The editor cannot be used afterwards. */
	destroy(): void;

	/** Runs a command by its id, e.g. "edit.undo", "mask.clear", "view.fit" or "tool.brush". */
	run(command: string): void;
	/** Restores stored preferences. Missing values get their defaults; unknown ones are ignored. */
	setPreferences(preferences: Partial<EditorPreferences>): void;

	/** Rejects with no-picture, nothing-masked, or everything-masked unless that is allowed. */
	exportMask(options?: { allowEverything?: boolean }): Promise<ExportedMask>;
	/** Exports the picture or the visible masks as PNG. Rejects with nothing-masked. */
	exportAs(kind: ExportKind, watch?: ExportWatch): Promise<ExportedPicture>;
	/** Straight RGBA8 pixels, not to be changed. */
	readPixels(kind: PixelKind, signal?: AbortSignal): Promise<RgbaImage>;

	/** Plans an edit of the visible masks and the frame; null without a picture. Fast: uses only the bounds of masks. */
	planEdit(options: EditOptions): EditPlan | null;
	/** Plans one edit per request: several if areas are separate and `isPerArea` is set; none without a picture. */
	planEdits(options: EditOptions): readonly EditPlan[];
	/**
	 * Computes what an edit sends, in a worker. Rejects with no-picture, mask-too-large, or everything-masked unless that
	 * is allowed.
	 */
	prepareEdit(options: EditOptions): Promise<PreparedEdit>;
	/** Like `prepareEdit`, for each plan of `planEdits`. */
	prepareEdits(options: EditOptions, watch?: PrepareWatch): Promise<readonly PreparedEdit[]>;
	/** Exports the pasted share of an answer over the sent area: a grey PNG in picture pixels, 255 = all of it. */
	exportPasteCoverage(edit: SavedEdit): Promise<ExportedPicture>;
	/** Shows on the canvas the area that an edit with these options would send; null hides it. */
	previewRequest(options: EditOptions | null): void;
	/** Turns the previewed area into the edit frame, which the user can change. */
	frameSentArea(): void;

	/**
	 * Shows a result where its edit belongs: undo steps over it. Without an edit, scaled to the whole picture, as one history
	 * entry.
	 */
	showResult(id: string, bytes: Blob, edit?: SavedEdit): Promise<ResultReport>;

	/** Shows one of the generated pictures of `EditorView` over the canvas, as soon as it is listed; null: shows the canvas. */
	showGenerated(id: string | null): void;

	/** Adds a picture as a reference layer. One history entry. */
	addReference(bytes: Blob, name: string): Promise<void>;
	/**
	 * Puts a picture on the canvas as a layer, which is part of the picture. The answer to an edit of the document lies where that was
	 * sent from, under the mask that was sent; `result`: the id of its candidate, which is hidden. One history entry.
	 */
	placeLayer(bytes: Blob, name: string, answer?: { edit?: SavedEdit; result?: string }): Promise<void>;
	/** Moves a reference to an index, counted from 0 at the bottom. One history entry. */
	moveReference(id: string, to: number): void;
	/** One history entry. */
	removeReference(id: string): void;

	/**
	 * Imports a mask file of exactly the picture's size into the active mask, added to it or replacing it. The polarity is
	 * detected by default. One history entry. Rejects with mask-size-mismatch, mask-unclear or mask-locked.
	 */
	importMask(bytes: Blob, options?: { polarity?: MaskPolarity; isReplacing?: boolean }): Promise<void>;

	/** Takes masks out of the document and puts stored ones into it. */
	readonly maskExchange: MaskPort;
}

// The tool interface: (state, event) -> state, commands, preview. A tool sees points and the document, never a canvas, a
// DOM event or the clock. Its effects are data that the session carries out.
import type { MeasureText } from "../annotations";
import type { Annotation, DocumentCommand, DocumentTree, Guide, ObjectChanges, PlacedBox, SnapLine } from "../document";
import type { Coverage, ObjectMaskInput, Rect, Size, Tiles } from "../raster";
import type { IconData } from "./icon";
import type { Label } from "./label";
import type { BoxChange, MaskBox } from "./maskBox";
import type { Option, OptionValues } from "./option";
import type { PaintPreview } from "./paintPreview";
import type { PathJob, SelectionJob } from "./pictureJobs";
import type { ToolGroup } from "./toolGroups";

export type { Label } from "./label";
export type { PaintPreview } from "./paintPreview";

/** A point in picture pixels, with fractions. The field `space` is never set; it makes the two point types incompatible. */
export interface ImagePoint {
	readonly x: number;
	readonly y: number;
	readonly space?: "image";
}

/** A point in CSS pixels from the top left of the viewport. */
export interface ViewPoint {
	readonly x: number;
	readonly y: number;
	readonly space?: "view";
}

export interface ToolSample {
	readonly image: ImagePoint;
	readonly view: ViewPoint;
	readonly pressure: number;
}

export interface Modifiers {
	readonly shift: boolean;
	readonly alt: boolean;
	readonly mod: boolean;
}

/** A handle of a box: the direction of a side or corner before the box is rotated, or the handle that rotates it. */
export type Handle = "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw" | "rotate";

export const HANDLES: readonly Handle[] = ["nw", "n", "ne", "e", "se", "s", "sw", "w", "rotate"];

/** The object under the pointer, for tools that listen. */
export type HitTarget =
	| { readonly kind: "handle"; readonly handle: Handle }
	| { readonly kind: "object"; readonly id: string };

/** Finds what lies at a point. `pointer`: PointerEvent.pointerType; fingers reach further. */
export type HitTest = (at: ViewPoint, pointer: string) => HitTarget | null;

export type ToolEvent =
	| {
			readonly type: "down";
			readonly samples: readonly ToolSample[];
			readonly modifiers: Modifiers;
			/** The pressed object, for tools that listen; null: an empty place. */
			readonly target?: HitTarget | null;
			/** 2: the second press of a double click. Default: 1. */
			readonly clicks?: number;
			/** True if the right button or a pen's eraser is used. */
			readonly isSecondary: boolean;
			/** PointerEvent.pointerType. */
			readonly pointer?: string;
	  }
	| { readonly type: "move"; readonly samples: readonly ToolSample[]; readonly modifiers: Modifiers }
	| { readonly type: "up"; readonly samples: readonly ToolSample[]; readonly modifiers: Modifiers }
	| { readonly type: "cancel" };

/** The events of an open gesture between presses; see `ToolStep.isOpen`. */
export type OpenEvent =
	/** The pointer moves without being pressed. */
	| { readonly type: "hover"; readonly sample: ToolSample; readonly modifiers: Modifiers }
	/** Enter, or the button that applies. */
	| { readonly type: "confirm" }
	/** Backspace, or undo: takes back the last press. */
	| { readonly type: "back" }
	/** Changes the box of a mask that is transformed, other than by a drag. */
	| { readonly type: "box"; readonly change: BoxChange }
	/** Options have changed, or a press was cancelled: shows the state again. */
	| { readonly type: "refresh" }
	/** The answer to the step's `ask`, also while the pointer is pressed. */
	| { readonly type: "path"; readonly job: PathJob; readonly path: readonly ImagePoint[] }
	/** The answer to the step's `segment`. */
	| { readonly type: "candidates"; readonly prompt: ObjectPrompt; readonly candidates: readonly ObjectMaskInput[] }
	/** Shows the next candidate, or the previous one. */
	| { readonly type: "cycle"; readonly by: 1 | -1 };

/** Option values by the id of a tool or an action, so that brush and eraser have separate sizes. */
export type ToolSettings = Readonly<Record<string, OptionValues>>;

/** The part of the canvas through which the picture is seen. */
export interface ToolView {
	/** In CSS pixels. */
	readonly size: Size;
	/** Degrees clockwise. The picture is mirrored first, left to right, and then rotated. */
	readonly angle: number;
	readonly isMirrored: boolean;
}

export interface ToolContext {
	readonly document: DocumentTree;
	readonly settings: ToolSettings;
	readonly zoom: number;
	readonly view: ToolView;
	/** The ids of the selected objects, from bottom to top. */
	readonly selectedObjects: readonly string[];
	/** The object that is being cropped. Default: none. */
	readonly croppedObject?: string | null;
	/** The annotation whose text is being edited. Default: none. */
	readonly editedText?: Annotation | null;
	/** Measures text in the fonts of this system. Default: an estimate. */
	readonly measureText?: MeasureText;
	/** The colour of the picture under an eyedropper, as #rrggbb; absent: it is not known yet. */
	readonly sampledColour?: string | null;
	/** The size of a decoded source picture, by its ImageStore id; undefined: it is missing. */
	imageSize(image: string): Size | undefined;
}

/** Mask tiles that are shown instead of the document's during a gesture. */
export interface Preview {
	readonly mask: string;
	readonly tiles: Tiles;
	/** The keys of the tiles that changed since the previous step. */
	readonly changed: ReadonlySet<number>;
	/** Shows the selected part alone on this ground, in place of the mask's tint. */
	readonly backdrop?: Backdrop;
}

export type Backdrop = "black" | "white" | "checker";

export type ShapeMode = "add" | "subtract" | "intersect";

/** "picture": with its accepted edits and the placed pictures that are part of it; "visible": with the shown candidates too. */
export type PictureSource = "picture" | "visible";

/** "mask": the job reads no samples. */
export type SelectionSource = PictureSource | "mask";

/**
 * A selection by content: computed in a worker from the samples of the picture and combined with the active mask. A tool
 * returns the same object as long as it selects the same.
 */
export interface Selection {
	readonly job: SelectionJob;
	readonly source: SelectionSource;
	readonly mode: ShapeMode;
	/** The coverage that it is combined with; by default that of the active mask. */
	readonly onto?: Coverage;
}

/** Asks for a line along the edges of the picture; an "OpenEvent" of type "path" brings it. */
export interface PathRequest {
	readonly job: PathJob;
	readonly source: PictureSource;
}

/** Asks the segmentation model for the object at a point or in a box, in picture pixels. */
export type ObjectPrompt = { readonly source: PictureSource } & (
	| { readonly kind: "point"; readonly x: number; readonly y: number }
	| ({ readonly kind: "box" } & Rect)
);

/** The outline of the shape that a gesture will apply at its end, as a closed polygon in picture pixels. */
export interface Outline {
	readonly corners: readonly ImagePoint[];
	readonly mode: ShapeMode;
	/** Points that can be dragged. */
	readonly knobs?: readonly Knob[];
}

export interface Knob extends ImagePoint {
	/** "round": bends a curve; "first": pressing it closes the outline. */
	readonly look: "square" | "round" | "first";
	/** A line is drawn to this point. */
	readonly of?: ImagePoint;
	readonly isActive?: boolean;
}

/** The preview of a gesture on objects, until it ends. */
export interface ObjectPreview {
	/** By object, the properties that are shown instead of the document's. */
	readonly changes: Readonly<Record<string, ObjectChanges>>;
	/** An annotation that is being drawn, above all others. */
	readonly drawn?: Annotation;
	/** The box that has the handles; null: the one around the selection. */
	readonly box: PlacedBox | null;
	/** Lines that the moving edges and centres meet. */
	readonly lines: readonly SnapLine[];
	/** The rectangle that is drawn to select objects. It is upright in the view. */
	readonly band: PlacedBox | null;
	/** The size, the angle or the distance that the gesture has reached. */
	readonly label: string;
}

/** A line in picture pixels, with what it measures. */
export interface MeasuredLine {
	readonly from: ImagePoint;
	readonly to: ImagePoint;
	readonly label: string;
}

export type ViewRequest =
	| { readonly type: "panBy"; readonly dx: number; readonly dy: number }
	| { readonly type: "zoomTo"; readonly zoom: number; readonly at?: ViewPoint }
	| { readonly type: "zoomBy"; readonly factor: number; readonly at?: ViewPoint }
	| { readonly type: "fit" }
	/** Sets the zoom and the angle, and moves the view so that a point of the picture lies at a point of the view. */
	| {
			readonly type: "hold";
			readonly image: ImagePoint;
			readonly at: ViewPoint;
			readonly zoom: number;
			/** Degrees clockwise; by default as before. */
			readonly angle?: number;
	  }
	/** Rotates the view around a point of it, by default its centre. */
	| { readonly type: "rotateBy"; readonly degrees: number; readonly at?: ViewPoint }
	| { readonly type: "rotateTo"; readonly degrees: number; readonly at?: ViewPoint }
	/** Mirrors what the view shows, left to right. */
	| { readonly type: "mirror" }
	/** Takes back rotation and mirroring. */
	| { readonly type: "upright" }
	/** Fits a rectangle, which may extend beyond the picture, into the view. */
	| { readonly type: "fitRect"; readonly rect: Rect };

export interface ColourSample {
	readonly at: ImagePoint;
	/** The colour is chosen, and not only passed over by a drag. */
	readonly isChosen: boolean;
}

export interface ToolStep<State> {
	readonly state: State;
	/** They make one history entry. Allowed only at the end of a gesture. */
	readonly commands?: readonly DocumentCommand[];
	readonly preview?: Preview | null;
	readonly paint?: PaintPreview | null;
	/**
	 * Shown as the preview as soon as it is computed; at the end of the gesture one history step, for which later changes
	 * wait. The latest one counts. null: none any more.
	 */
	readonly select?: Selection | null;
	/** The latest one is answered. */
	readonly ask?: PathRequest;
	/** The latest one is answered by an "OpenEvent" of type "candidates"; null: none is wanted any more. */
	readonly segment?: ObjectPrompt | null;
	/** A sentence beside the tool's options, until another step changes it; null: none. */
	readonly status?: Label | null;
	/** True: the gesture goes on after this step although the pointer is released. Escape and other tools cancel it. */
	readonly isOpen?: boolean;
	readonly outline?: Outline | null;
	/** The edit frame that is shown instead of the document's during a gesture. */
	readonly frame?: Rect | null;
	/** The objects that are shown instead of the document's during a gesture. */
	readonly objects?: ObjectPreview | null;
	/** The box of the mask that is being transformed. */
	readonly maskBox?: MaskBox | null;
	/** The position of the cursor's ring if it differs from the pointer's. */
	readonly anchor?: ViewPoint | null;
	/** The ids of the objects to select, after the commands. Makes no history entry. */
	readonly selectObjects?: readonly string[];
	/** Begins to crop an object; null: ends it. Makes no history entry. */
	readonly cropObject?: string | null;
	/** Opens the text of an annotation, which the document may not have yet; null: closes it. Makes no history entry. */
	readonly editText?: Annotation | null;
	/** A line that the gesture draws until it ends. */
	readonly line?: MeasuredLine | null;
	/** A guide that is drawn in place of the document's with its id; null: as the document has it. */
	readonly guide?: Guide | null;
	/** Makes the colour of the picture at a point the one that annotations and paint are drawn in. */
	readonly sampleColour?: ColourSample;
	/** The id of an action to run after the gesture, once the new option values are set. */
	readonly run?: string;
	/** New option values of the tool. */
	readonly settings?: OptionValues;
	readonly view?: readonly ViewRequest[];
}

/** The position of the pointer, pressed or not, and the held modifier keys. */
export interface PointerState {
	readonly image: ImagePoint;
	readonly modifiers: Modifiers;
	/** PointerEvent.pointerType. */
	readonly pointer: string;
	/** The object under it, for tools that listen. */
	readonly target?: HitTarget | null;
}

export type Cursor =
	/** A ring of a diameter in picture pixels. `core` is the diameter of the brush's hard middle, if it is shown. */
	| { readonly kind: "ring"; readonly diameter: number; readonly core?: number; readonly isErasing?: boolean }
	/** The eyedropper: a cross in a band of the colour under it. */
	| { readonly kind: "sample"; readonly colour: string }
	| { readonly kind: "css"; readonly idle: string; readonly active: string };

export interface Tool<State = unknown> {
	readonly id: string;
	readonly label: Label;
	readonly icon: IconData;
	readonly shortcuts: readonly string[];
	/** Tools of one group share a button of the rail. Default: a button of its own. */
	readonly group?: ToolGroup;
	/** True if the tool changes the mask, which is therefore shown. */
	readonly isMasking?: boolean;
	/** True if the tool changes the active paint layer, which is therefore shown. */
	readonly isPainting?: boolean;
	/** True if the tool changes the edit frame, which is therefore shown with its handles. */
	readonly isFraming?: boolean;
	/** True if the tool transforms the active mask, which is shown in a box with handles. */
	readonly isTransformingMask?: boolean;
	/** True if the tool moves references, which are therefore shown with their corners. */
	readonly isPlacing?: boolean;
	/** The kinds of objects that a press of the tool can hit on the canvas. Default: nothing, which costs nothing. */
	readonly hits?: readonly HitTarget["kind"][];
	/** True if the tool cannot be used before a segmentation model is named. */
	readonly needsSegmentation?: boolean;
	readonly options?: readonly Option[];
	/** True if Alt turns the tool into an eyedropper, which then shows the colour under it. */
	readonly hasEyedropper?: boolean;
	/** The state before the first gesture. Each later gesture begins with the state that the one before returned. */
	readonly initialState: State;
	/** `state` is the state of the current gesture, null between gestures. */
	cursor(context: ToolContext, pointer: PointerState | null, state: State | null): Cursor;
	/** Returns the commands that a change of the tool's options executes at once. */
	applyOptions?(context: ToolContext): readonly DocumentCommand[];
	step(state: State, event: ToolEvent, context: ToolContext): ToolStep<State>;
	/** A job that is run when the tool is chosen, so that its first gesture need not wait. Its answer is not used. */
	prepares?(context: ToolContext): Selection;
	/**
	 * The tool's last selection with the present options, after they have changed; null: they make no difference to it. It
	 * takes the place of that selection while its history step is the last one.
	 */
	adjust?(selection: Selection, context: ToolContext): Selection | null;
	/** For tools whose gestures stay open. */
	goOn?(state: State, event: OpenEvent, context: ToolContext): ToolStep<State>;
}

/** Erases the type of the state: callers only pass back the state that the tool returned. */
export function defineTool<State>(tool: Tool<State>): Tool {
	return tool as unknown as Tool;
}
